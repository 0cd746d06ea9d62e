"""What colleagues keep beside requests in the demo: campaigns, files, saved filters, many customers changed at once, a company twice."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Final, TypeVar

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from goodword.comments.actions import add
from goodword.customers.actions import add_speaker, begin_bulk, carry_out_bulk, create_account, create_campaign, say_bulk
from goodword.customers.kinds.bulk import BulkWhat
from goodword.customers.models import Account, Contact
from goodword.demo.companies import World
from goodword.demo.granted import granted
from goodword.files.actions import attach_all
from goodword.filters.actions import save_filter
from goodword.kernel.actor import Actor
from goodword.people.models import Absence, Region

T = TypeVar("T")
# name, kind, days from today, days it lasts, city, country, region, how many spoke
CAMPAIGNS: Final = (
    ("Harrowgate Summit", "corporate_event", -143, 2, "Stockholm", "SE", "emea", 4),
    ("Platform day for public services", "field_event", -96, 1, "Leipzig", "DE", "emea", 2),
    ("From many tools to one: three customers tell", "webinar", -61, 1, "", "", "", 3),
    ("Builders' evening", "community_event", -34, 1, "Austin", "US", "americas", 1),
    (
        "Safe software in regulated industries, a morning with people who look after it every day",
        "field_event",
        -12,
        1,
        "東京",
        "JP",
        "apac",
        2,
    ),
    ("What a year with one platform changed", "webinar", 18, 1, "", "", "", 2),
    ("Harrowgate Summit Americas", "corporate_event", 74, 2, "Toronto", "CA", "americas", 0),
)
ACCOUNT_PLAN: Final = "Plan for the year\n\nRenewal: talk to the sponsor first.\nReference: one call a quarter, a talk at the summit.\n"


def build_kept(world: World) -> None:
    """Write it all down, by the verbs that people use."""
    _campaigns(world)
    _files(world)
    _mentions(world)
    _filters(world)
    _change_of_many(world)
    _double(world)
    _absence_ahead(world)


def _before(world: World, days: float) -> datetime:
    return world.at - timedelta(days=days)


def _campaigns(world: World) -> None:
    regions = {region.code: region for region in Region.objects.all()}
    by = Actor.person(world.people["Anouk Delacroix"])
    members = iter([member.account for member in world.members if "event_talk" in member.agreed_types])
    for name, kind, days, lasts, city, country, region, spoke in CAMPAIGNS:
        held_on = world.today + timedelta(days=days)
        at = _before(world, max(-days, 0) + 20)
        fields: dict[str, Any] = {"ended_on": held_on + timedelta(days=lasts - 1)} if lasts > 1 else {}
        campaign = create_campaign(
            name=name, kind=kind, held_on=held_on, city=city, country=country, region=regions.get(region), by=by, at=at, **fields
        )
        for _number in range(spoke):
            account = next(members)
            contact = Contact.objects.filter(account=account, left_on=None).order_by("pk").first()
            granted(add_speaker(campaign, account=account, contact=contact, by=by, at=at))


def _files(world: World) -> None:
    account = _looked_after(world)
    picture = BytesIO()
    Image.new("RGB", (320, 120), "#3d348b").save(picture, "PNG")
    uploads = [
        SimpleUploadedFile("Account plan.md", ACCOUNT_PLAN.encode()),
        SimpleUploadedFile("Logo for slides.png", picture.getvalue()),
        SimpleUploadedFile(
            "Who uses what, by team and quarter, as counted for the renewal in the spring.csv", b"team,seats\nPayments,140\nCards,60\n"
        ),
    ]
    attach_all(account, uploads=uploads, by=_owner(account), at=_before(world, 18), circle_id=None)


def _mentions(world: World) -> None:
    account = _looked_after(world)
    said = (
        ("The figures for the renewal are beside this. @Jonas Weir, do they still match what you see?", _owner(account), 6.0),
        ("They do. @Mara Lindqvist, a talk at the next summit would suit them better than a call.", world.people["Jonas Weir"], 5.9),
    )
    for text, author, days in said:
        granted(add(account, author=author, at=_before(world, days), text=text, circle_id=None))


def _filters(world: World) -> None:
    mara, sven = world.people["Mara Lindqvist"], world.people["Sven Aalto"]
    for code, name, query, shared, by in (
        ("customers", "Members in banking and insurance", "standing=active&industry=banking&industry=insurance", True, mara),
        ("customers", "Lighthouses", "tag=lighthouse", True, mara),
        ("requests", "Looking for a customer", "view=all&state=sourcing", False, mara),
        ("deals", "My proposals", "stage=proposal&mine=1", False, sven),
        ("campaigns", "Webinars", "kind=webinar", True, mara),
    ):
        granted(save_filter(code, name=name, query=query, is_shared=shared, is_usual=False, by=by, at=_before(world, 30)))


def _change_of_many(world: World) -> None:
    by = Actor.person(world.people["Mara Lindqvist"])
    chosen = [account.pk for account in world.accounts[100:340:20]]
    bulk = granted(begin_bulk(chosen, what=BulkWhat.ADD_TAGS, by=by, at=_before(world, 4)))
    bulk = granted(say_bulk(bulk, values={"tags": ["early_adopter"]}, by=by, at=_before(world, 4)))
    granted(carry_out_bulk(bulk, by=by, at=_before(world, 4)))


def _double(world: World) -> None:
    """Somebody added a company that was here already."""
    known = world.accounts[9]
    by = Actor.person(world.people["Elif Kaya"])
    fields: dict[str, Any] = {"name": f"{known.name} Ltd", "city": known.city, "country": known.country, "owner": known.owner}
    granted(create_account(by=by, at=_before(world, 9), **fields))


def _absence_ahead(world: World) -> None:
    Absence.objects.create(
        user=world.people["Mara Lindqvist"],
        from_on=world.today + timedelta(days=26),
        to_on=world.today + timedelta(days=37),
        deputy=world.people["Elif Kaya"],
    )


def _looked_after(world: World) -> Account:
    """The first member whose account owner is Priya."""
    return next(member.account for member in world.members if member.account.owner == world.people["Priya Nair"])


def _owner(account: Account) -> Any:
    return account.owner
