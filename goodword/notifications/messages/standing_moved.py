"""A rule paused a customer, or took it out of the program, while requests are under way with it: whoever leads them is told."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import Standing
from goodword.customers.models import Account
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene
from goodword.people.models import User
from goodword.requests.models import Candidate
from goodword.requests.states import CANDIDATE_LIVE
from goodword.ui.navigation import address

HOLDS = (Standing.PAUSED.value, Standing.RETIRED.value)


def _account(scene: Scene) -> Account | None:
    return Account.objects.filter(pk__in=scene.entry.subjects.filter(kind="account").values("object_id")).first()


def _under_way(account: Account | None, scene: Scene) -> list[Candidate]:
    """What is under way with the customer; what is confidential shows on its request, and is in no mail about a customer."""
    if account is None or scene.data.get("after") not in HOLDS:
        return []
    rows = Candidate.objects.filter(account=account, state__in=CANDIDATE_LIVE, reference_request__circle=None)
    return list(rows.select_related("reference_request__manager").order_by("pk"))


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    account = _account(scene)
    mine = [each for each in _under_way(account, scene) if isinstance(reader, User) and each.reference_request.manager_id == reader.pk]
    if account is None or not mine:
        return Stale("gone")
    said = {"name": account.name, "numbers": ", ".join(sorted({each.reference_request.number for each in mine}))}
    paused = scene.data.get("after") == Standing.PAUSED
    return Letter(
        subject=(_("%(name)s is paused by rule") if paused else _("%(name)s left the program by rule")) % said,
        greeting=hello(reader),
        paragraphs=(
            _("A rule of the policy moved %(name)s, and something is under way with them: %(numbers)s.") % said,
            _("Nothing of it was ended. A hold cannot become an ask while it stays so; an ask that has left waits for its answer."),
            _("On the page of the customer you can take the change back."),
        ),
        sender=None,
        button=Button(label=_("Open the customer"), path=address("desk:account", account.pk)),
    )


def _readers(scene: Scene) -> list[User | None]:
    return list({each.reference_request.manager_id: each.reference_request.manager for each in _under_way(_account(scene), scene)}.values())


MESSAGE = Message(
    code="standing_moved",
    kind=Kind.LEAD,
    label=gettext_lazy("A rule paused a customer of a request"),
    readers=_readers,
    letter=_letter,
)
