"""Everything open of a colleague's goes to somebody else, who is told once."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene, colleague


def _things(counts: Mapping[str, int]) -> str:
    """How many of each, as a list in words."""
    kinds = (
        "customers",
        "deals",
        "requests",
        "drafts",
        "questions",
        "exceptions",
        "opinions",
        "content",
        "rules",
        "teams",
        "registrations",
        "nominations",
    )
    n = dict.fromkeys((*kinds, "absences", "filters"), 0) | dict(counts)
    said = {
        "questions": ngettext("%(n)s question to answer", "%(n)s questions to answer", n["questions"]),
        "exceptions": ngettext("%(n)s exception to decide on", "%(n)s exceptions to decide on", n["exceptions"]),
        "opinions": ngettext("%(n)s customer on a short list to think of", "%(n)s customers on short lists to think of", n["opinions"]),
        "content": ngettext("the content of %(n)s event", "the content of %(n)s events", n["content"]),
        "requests": ngettext("%(n)s request", "%(n)s requests", n["requests"]),
        "drafts": ngettext("%(n)s draft", "%(n)s drafts", n["drafts"]),
        "customers": ngettext("%(n)s customer", "%(n)s customers", n["customers"]),
        "deals": ngettext("%(n)s open deal", "%(n)s open deals", n["deals"]),
        "registrations": ngettext("%(n)s registration to review", "%(n)s registrations to review", n["registrations"]),
        "nominations": ngettext("%(n)s nomination", "%(n)s nominations", n["nominations"]),
        "rules": ngettext("%(n)s rule of who gets which request", "%(n)s rules of who gets which request", n["rules"]),
        "teams": ngettext("%(n)s team to lead", "%(n)s teams to lead", n["teams"]),
        "absences": ngettext("%(n)s absence in which you stand in", "%(n)s absences in which you stand in", n["absences"]),
        "filters": ngettext("%(n)s shared filter", "%(n)s shared filters", n["filters"]),
    }
    return ", ".join(words % {"n": n[kind]} for kind, words in said.items() if n[kind])


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    leaver = colleague(scene.data.get("leaver"))
    things = _things(scene.data.get("counts", {}))
    if leaver is None or not things:
        return Stale("gone")
    said = {"who": scene.actor.name if scene.actor else _("A colleague"), "leaver": leaver.name, "things": things}
    return Letter(
        subject=_("You take over from %(leaver)s") % said,
        greeting=hello(reader),
        sender=scene.actor,
        paragraphs=(
            _("%(who)s hands you what was open of %(leaver)s: %(things)s.") % said,
            _("What waits for you stands on your page, the most urgent first."),
        ),
        button=Button(label=_("Open your page"), path=reverse("desk:home")),
    )


MESSAGE = Message(
    code="taken_over",
    kind=Kind.STAND_IN,
    label=gettext_lazy("Taking over from a colleague"),
    readers=lambda scene: [colleague(scene.data.get("to"))],
    letter=_letter,
)
