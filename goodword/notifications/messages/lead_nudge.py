"""An owner is asked about customers of theirs that would be worth asking: their own short list, answered in one click."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.queries import labels
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Line, Message, Reader, Section, Stale
from goodword.notifications.messages.phrases import hello, link_ends
from goodword.notifications.queries import Scene, colleague
from goodword.people.models import User
from goodword.recruiting.models import LeadNudge
from goodword.recruiting.queries.lead_words import Sayer
from goodword.recruiting.queries.leads import UNANSWERED, leads_of_nudge

DAYS = 30


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    nudge = LeadNudge.objects.select_related("owner", "by").filter(pk=scene.data.get("nudge") or 0).first()
    if nudge is None or not isinstance(reader, User):
        return Stale("gone")
    leads = [each for each in leads_of_nudge(nudge, today=scene.today) if scene.reading or each.stands in UNANSWERED]
    if not leads:
        return Stale()
    said = {"n": len(leads), "name": nudge.owner.name}
    sayer = Sayer.here(labels(), today=scene.today)
    first = ngettext(
        "One of your customers could be a good reference. Would you put it forward?",
        "%(n)s of your customers could be good references. Would you put them forward?",
        len(leads),
    )
    lines = [first % said if nudge.owner_id == reader.pk else _("You are asked in the place of %(name)s.") % said]
    if nudge.owner_id != reader.pk:
        lines.append(
            ngettext(
                "One of their customers could be a good reference. Would you put it forward?",
                "%(n)s of their customers could be good references. Would you put them forward?",
                len(leads),
            )
            % said
        )
    lines.append(_("Yes, not now, or never: one click each. Nobody writes to them without you."))
    return Letter(
        subject=ngettext("A customer of yours for the program?", "%(n)s customers of yours for the program?", len(leads)) % said,
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sections=(
            Section(
                title=_("Worth asking"),
                lines=tuple(Line(words=each.account.name, detail=", ".join(sayer.reasons(each, most=3))) for each in leads),
            ),
        ),
        sender=nudge.by,
        button=Button(
            label=_("Answer"),
            path=reverse("recruiting:my_leads"),
            purpose=Purpose.OWNER_LEADS,
            about=nudge,
            expires_at=link_ends(scene, days=DAYS),
        ),
        small=_("The link opens a page for you alone, without signing in."),
    )


def _readers(scene: Scene) -> list[User | None]:
    return [colleague(scene.data.get("to"))]


MESSAGE = Message(
    code="lead_nudge",
    kind=Kind.RECRUITING,
    label=gettext_lazy("Customers of mine who could be references"),
    readers=_readers,
    letter=_letter,
    to_actor=True,
)
