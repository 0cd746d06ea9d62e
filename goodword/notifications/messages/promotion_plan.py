"""The promotion plan: to the customer, to approve or to know; and what they said of it."""

from datetime import datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer_first, hello, link_ends, number, open_request, the_contact, the_requester
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene
from goodword.people.queries import program_zone
from goodword.requests.queries.asking import favour_of
from goodword.requests.queries.hands import preparation_of
from goodword.requests.queries.plan import plan_with
from goodword.requests.states import CANDIDATE_WON, PlanState


def _to_them(kind: str, state: PlanState, scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    prepared = preparation_of(candidate) if candidate is not None else None
    if candidate is None or request is None or prepared is None or not isinstance(reader, Contact):
        return Stale("gone")
    # A newer plan has a mail of its own.
    newer = scene.entry.at < prepared.plan_state_at
    if (prepared.plan_state != state or newer or candidate.state not in CANDIDATE_WON) and not scene.reading:
        return Stale()
    last = request.ends_on or request.needed_on
    after = datetime.combine(last, time(12), tzinfo=program_zone()) if last is not None else None
    button = Button(
        label=_("See the plan"),
        purpose=Purpose.PROMOTION_PLAN,
        about=candidate,
        expires_at=link_ends(scene, days=7 if after is not None else 60, after=after),
    )
    return to_customer(scene, reader, kind, candidate=candidate, more=lambda: {"event": favour_of(request)}, button=button)


def _answered(scene: Scene, reader: Reader) -> Letter | Stale:
    plan = plan_with(scene.candidate) if scene.candidate is not None else None
    if plan is None:
        return Stale("gone")
    words = {
        "plan.approved": _("%(customer)s approved the promotion plan."),
        "plan.returned": _("%(customer)s asks for changes of the promotion plan."),
        "plan.declined": _("%(customer)s does not want the promotion plan: nothing may be promoted."),
    }
    note = plan.answer_words
    return Letter(
        subject=_("%(number)s: an answer about the promotion plan") % {"number": number(scene)},
        greeting=hello(reader),
        paragraphs=(
            words[scene.entry.verb] % {"customer": customer_first(scene)},
            *([_("They wrote: %(words)s") % {"words": note}] if note else []),
        ),
        sender=scene.actor,
        button=open_request(scene),
    )


SENT = Message(
    code="plan_sent",
    kind=None,
    label=gettext_lazy("Promotion plan, to approve"),
    readers=lambda scene: [the_contact(scene)],
    letter=lambda scene, reader: _to_them("plan_sent", PlanState.SENT, scene, reader),
    delayed=True,
)
SHOWN = Message(
    code="plan_shown",
    kind=None,
    label=gettext_lazy("Promotion plan, to know"),
    readers=lambda scene: [the_contact(scene)],
    letter=lambda scene, reader: _to_them("plan_shown", PlanState.SHOWN, scene, reader),
    delayed=True,
)
ANSWERED = Message(
    code="plan_answered",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("Answer about the promotion plan"),
    readers=lambda scene: [the_requester(scene)],
    letter=_answered,
)
