"""Everything that the page of one account shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.comments.queries import talk
from goodword.customers import access
from goodword.customers import queries as customers
from goodword.customers.kinds import ActivityType, Health, ListKind, Sentiment
from goodword.customers.kinds.activities import LIMIT_FOR, limit_words
from goodword.customers.kinds.places import country_name, language_name
from goodword.customers.models import Account, Contact, Member, Merge, SelfLimit
from goodword.customers.queries.crumbs import crumbs
from goodword.customers.queries.own_word import AGREED, PAUSE, limit_of, own_words
from goodword.customers.tables import standing_badge
from goodword.desk.queries.by_standing import stands
from goodword.desk.queries.campaign import talks_of
from goodword.desk.queries.deal import ask_url, deals_with
from goodword.desk.queries.family import ACCOUNT, family_words, merge_row, merges_on
from goodword.desk.queries.standing import considered_for, considered_row, year_of
from goodword.desk.queries.timeline import timeline
from goodword.files.kinds import ACCEPT
from goodword.people.models import User
from goodword.people.queries import Away, away_words, manager_for, regions, who_is_away
from goodword.policy.queries import Inquiry, facts_of, in_force
from goodword.recruiting.queries.page import introduced
from goodword.ui import dates, pieces
from goodword.ui.pieces import Fact, Person

SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One contact as it is listed: the row, its second line, what stands right, and whether it may be asked."""

    contact: Contact
    detail: str
    agreed: str
    agreed_by: str
    marks: tuple[pieces.Badge, ...]
    may_be_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLimitRow:
    """A limit that the customer set, in words, with what takes it away."""

    words: str
    family: str
    contact_id: int | None
    set_by: str = ""


def account_page(account: Account, *, reader: User, at: datetime, said: int) -> dict[str, Any]:
    """Return the context of the page; `said` is how many comments are shown."""
    now = in_force(at)
    day = now.today
    member: Member | None = getattr(account, "member", None)
    items_of_lists = customers.all_values()
    labels = customers.labels_of(items_of_lists)
    people = list(account.contacts.all())
    considered = considered_for(reader, account=account)
    talked = talk("account", account.pk, reader=reader, at=at, most=said)
    merges = merges_on(account, people)
    own = own_words([contact.pk for contact in people], gone={each.gone_id: each.now_id for each in merges if each.kind == Merge.CONTACT})
    also = [each.gone_id for each in merges if each.kind == ACCOUNT]
    items, total = timeline("account", account.pk, reader=reader, today=day, most=SHOWN, also=also)
    limits = list(customers.own_limits(account))
    inquiry = Inquiry(activity_type=ActivityType.SALES_CALL, ask_on=day)
    facts = facts_of(account, inquiry, now, people=people, own_limits=limits) if member else None
    return {
        "account": account,
        "member": member,
        "crumbs": crumbs(account, member),
        "badge": _badge(member, day),
        "note": _note(account, labels),
        "stands": stands(member, now) if member else None,
        "may_edit": access.can_edit_account(reader, account),
        "people": [person_row(contact, day, own=own) for contact in people],
        "agreed": agreed_facts(member, day) if member else [],
        "limits": [own_limit_row(limit, own=own, day=day) for limit in limits],
        "company": company_facts(account, labels, day, instead=_instead_of_owner(account), away=who_is_away(reader, day)),
        "deals": deals_with(account, items_of_lists),
        "talks": talks_of(account),
        "children": list(access.accounts_visible_to(reader).filter(parent=account).order_by("search_name")[:SHOWN]),
        "merges": [merge_row(each, day) for each in merges],
        "family": family_words(account, now),
        "year": year_of(facts, account, now=now, considered=considered) if facts else None,
        "considered": [considered_row(each, today=day) for each in considered],
        "considered_none": _("Nobody asked for them yet, as far as you may know."),
        "talk": talked,
        "comments": talked.comments,
        "files": talked.files,
        "accept": ACCEPT,
        "file_mb": settings.FILE_MEGABYTES,
        "me": Person(name=reader.name, id=reader.pk),
        "timeline": items,
        "timeline_total": total,
        "today": day,
        "ask_url": ask_url(account=account.pk),
        "introduced": introduced(member) if member else None,
    }


def _badge(member: Member | None, day: date) -> pieces.Badge:
    badge = standing_badge(member, today=day)
    if member is None or badge is None:
        return pieces.Badge(word=_("Not a member"))
    if member.paused_until and member.paused_until > day and member.standing == "paused":
        return pieces.Badge(
            word=_("Paused until %(day)s") % {"day": dates.day_words(member.paused_until, today=day)}, tone="held", hint=badge.hint
        )
    since = _("%(standing)s member since %(month)s")
    return pieces.Badge(
        word=since % {"standing": badge.word, "month": dates.month_words(member.joined_on)}, tone=badge.tone, hint=badge.hint
    )


def _note(account: Account, labels: customers.Labels) -> str:
    industry = customers.label_of(labels, ListKind.INDUSTRY, account.industry)
    state = account.state if account.state != account.city else ""
    return ", ".join(part for part in (industry, account.city, state, country_name(account.country)) if part)


def person_row(contact: Contact, day: date, *, own: Mapping[tuple[int, str], datetime]) -> PersonRow:
    """Say in words who a contact is, what they agreed to and whether anybody may write to them."""
    gone = contact.left_on is not None and contact.left_on <= day
    quiet = _is_quiet(contact, day)
    marks = []
    if gone:
        marks.append(pieces.Badge(word=_("Left the company"), tone="ended"))
    if contact.do_not_contact:
        marks.append(pieces.Badge(word=_("Do not contact"), tone="held"))
    if quiet and contact.quiet_until:
        said = _set_by_them(own.get((contact.pk, PAUSE)), day)
        until = _("Quiet until %(day)s") % {"day": dates.day_words(contact.quiet_until, today=day)}
        marks.append(pieces.Badge(word=_("%(quiet)s, %(said)s") % {"quiet": until, "said": said} if said else until, tone="held"))
    if contact.bounced_at and not gone:
        came_back = dates.day_words(dates.local_day(contact.bounced_at), today=day)
        marks.append(pieces.Badge(word=_("Mail to this address came back on %(day)s") % {"day": came_back}, tone="held"))
    if not contact.email and not gone:
        marks.append(pieces.Badge(word=_("No mail address")))
    title = [contact.title, _("champion") if contact.is_champion else "", ", ".join(language_name(code) for code in contact.languages)]
    return PersonRow(
        contact=contact,
        detail=", ".join(part for part in title if part),
        agreed=_agreed_words(contact),
        agreed_by=_set_by_them(own.get((contact.pk, AGREED)), day) if contact.agreed_types is not None else "",
        marks=tuple(marks),
        may_be_asked=not (gone or quiet or contact.do_not_contact or contact.bounced_at) and bool(contact.email),
    )


def _agreed_words(contact: Contact) -> str:
    if contact.agreed_types is None:
        return ""
    return _("Only %(types)s") % {"types": type_words(contact.agreed_types).lower()} if contact.agreed_types else _("Agreed to nothing")


def type_words(codes: list[str]) -> str:
    """Activity types in words; a family that is complete is named by itself."""
    known = dict(ActivityType.choices)
    return ", ".join(str(known.get(code, code)) for code in ActivityType.values if code in codes)


def _is_quiet(contact: Contact, day: date) -> bool:
    return contact.quiet_until is not None and contact.quiet_until > day


def own_limit_row(limit: SelfLimit, *, own: Mapping[tuple[int, str], datetime], day: date) -> OwnLimitRow:
    """A limit that the customer set, in words, and since when where the person set it itself."""
    words = _("%(family)s: %(times)s") % {"family": LIMIT_FOR[limit.family], "times": limit_words(limit.most, limit.days)}
    said = f"{limit.contact.name}, {words}" if limit.contact else words
    set_by = _set_by_them(own.get((limit.contact_id or 0, limit_of(limit.family))), day)
    return OwnLimitRow(words=said, family=limit.family, contact_id=limit.contact_id, set_by=set_by)


def _set_by_them(at: datetime | None, day: date) -> str:
    """That somebody set it on its own page or with an answer, and when; nothing where one of us wrote it down last."""
    return _("set by the customer on %(day)s") % {"day": dates.day_words(dates.local_day(at), today=day)} if at else ""


def agreed_facts(member: Member, day: date) -> list[Fact]:
    """What the customer agreed to, as facts."""
    facts = [Fact(label=_("Yes to"), value=type_words(member.agreed_types) or _("Nothing yet"))]
    if member.refused_types:
        facts.append(Fact(label=_("Not to"), value=type_words(member.refused_types)))
    if comfort := customers.comfort_words(member):
        facts.append(Fact(label=_("How often"), value=comfort))
    if member.territories:
        named = [region.name for region in regions() if region.code in member.territories]
        facts.append(Fact(label=_("Only for"), value=", ".join(named)))
    if member.is_confidential:
        facts.append(Fact(label=_("May be named"), value=_("In confidential requests only")))
    if member.preferences:
        facts.append(Fact(label=_("Prefer"), value=member.preferences))
    first = member.champion
    if first is not None and first.left_on is None and not first.do_not_contact and not _is_quiet(first, day):
        facts.append(Fact(label=_("First to"), person=Person(name=first.name, id=first.pk)))
    if member.verified_on:
        facts.append(Fact(label=_("Last checked"), on=member.verified_on))
    return facts


def _instead_of_owner(account: Account) -> str:
    """Who is asked when nobody owns the account, in words."""
    manager = None if account.owner else manager_for(account=account)
    return _("Nobody yet. %(name)s answers instead") % {"name": manager.name} if manager else _("Nobody yet")


def company_facts(account: Account, labels: customers.Labels, day: date, *, instead: str, away: Mapping[int, Away]) -> list[Fact]:
    """What is known about the company, as facts; what is not known is left out. `instead` says who answers when nobody owns it."""

    def listed(kind: ListKind, codes: list[str]) -> str:
        return ", ".join(customers.label_of(labels, kind, code) for code in codes)

    segment = customers.label_of(labels, ListKind.SEGMENT, account.segment)
    seats = ngettext("%(n)s seat", "%(n)s seats", account.seats) % {"n": f"{account.seats:,}"} if account.seats else ""
    tier = customers.label_of(labels, ListKind.TIER, account.tier)
    facts = [
        Fact(label=_("Owner"), person=_person(account.owner, away, day), value="" if account.owner else instead),
        Fact(label=_("Success"), person=_person(account.csm, away, day)) if account.csm else None,
        Fact(label=_("Belongs to"), value=account.parent.name, url=reverse("desk:account", args=[account.parent.pk]))
        if account.parent
        else None,
        Fact(label=_("Region"), value=account.region.name) if account.region else None,
        Fact(label=_("Segment"), value=", ".join(part for part in (segment, seats, tier) if part)),
        Fact(label=_("Uses"), value=listed(ListKind.USE_CASE, account.use_cases)),
        Fact(label=_("Replaced"), value=listed(ListKind.COMPETITOR, account.competitors_replaced)),
        Fact(label=_("Tags"), value=listed(ListKind.TAG, account.tags)),
        Fact(label=_("Version"), value=account.product_version),
        Fact(label=_("Tech stack"), value=", ".join(account.tech_stack)),
        Fact(label=_("Website"), value=account.website, url=_safe_url(account.website)),
        Fact(label=_("Customer since"), on=account.customer_since) if account.customer_since else None,
        _health(account, day),
        _sentiment(account, day),
        Fact(label=_("Usage"), value=account.usage),
        Fact(label=_("Renews"), on=account.renewal_on) if account.renewal_on else None,
        Fact(label=_("Do not speak to"), value=", ".join(account.blocked_prospects)),
        *(Fact(label=_("Not on our lists"), value=f"{name}: {value}") for name, value in sorted(account.unmapped.items())),
    ]
    return [fact for fact in facts if fact and (fact.value or fact.on or fact.person)]


def _health(account: Account, day: date) -> Fact | None:
    if not account.health:
        return None
    words = str(Health(account.health).label)
    if account.health_score is not None:
        words = _("%(health)s, %(score)s of 100") % {"health": words, "score": account.health_score}
    if account.health_checked_on:
        words = _("%(health)s. Checked %(day)s") % {"health": words, "day": dates.day_words(account.health_checked_on, today=day)}
    tones: dict[str, Any] = {Health.GOOD: "good", Health.FAIR: "care", Health.POOR: "stop"}
    return Fact(label=_("Health"), value=words, tone=tones.get(account.health, ""))


def _sentiment(account: Account, day: date) -> Fact | None:
    if not account.sentiment and not account.sentiment_note:
        return None
    words = str(Sentiment(account.sentiment).label) if account.sentiment else ""
    words = ": ".join(part for part in (words, account.sentiment_note) if part)
    if account.sentiment_on:
        words = _("%(words)s. Asked %(day)s") % {"words": words, "day": dates.day_words(account.sentiment_on, today=day)}
    tones: dict[str, Any] = {Sentiment.POSITIVE: "good", Sentiment.NEGATIVE: "stop"}
    return Fact(label=_("Sentiment"), value=words, tone=tones.get(account.sentiment, ""))


def _person(user: User | None, away: Mapping[int, Away], day: date) -> Person | None:
    """Somebody of ours, and until when they are away, with who answers."""
    return Person(name=user.name, id=user.pk, note=away_words(away.get(user.pk), today=day)) if user else None


def _safe_url(website: str) -> str:
    if website.startswith(("https://", "http://")):
        return website
    return f"https://{website}" if website and "://" not in website and " " not in website else ""
