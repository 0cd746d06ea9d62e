"""Several requests change hands at once: whoever gets them is told once, and so is each who led some of them before."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene, colleague


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    data, to = scene.data, colleague(scene.data.get("to"))
    gets_them = to is not None and reader.pk == to.pk
    number = data.get("n", 0) if gets_them else data.get("before", {}).get(str(reader.pk), 0)
    if not number or to is None:
        return Stale("gone")
    said = {"n": number, "who": scene.actor.name if scene.actor else _("A colleague"), "to": to.name}
    if gets_them:
        subject = ngettext("Yours now: %(n)s request", "Yours now: %(n)s requests", number)
        first = ngettext("%(who)s gives you %(n)s request to lead.", "%(who)s gives you %(n)s requests to lead.", number)
    else:
        subject = ngettext("With %(to)s now: %(n)s request", "With %(to)s now: %(n)s requests", number)
        first = ngettext(
            "%(who)s gives %(n)s request that you led to %(to)s. You need not do anything more.",
            "%(who)s gives %(n)s requests that you led to %(to)s. You need not do anything more.",
            number,
        )
    return Letter(
        subject=subject % said,
        greeting=hello(reader),
        sender=scene.actor,
        paragraphs=(first % said, *([_("What waits for you stands in your queue.")] if gets_them else [])),
        button=Button(label=_("Open your queue"), path=f"{reverse('requests:list')}?view=mine"),
    )


def _readers(scene: Scene) -> list[Reader | None]:
    return [colleague(scene.data.get("to")), *(colleague(int(who)) for who in scene.data.get("before", {}))]


MESSAGE = Message(
    code="given_requests", kind=Kind.LEAD, label=gettext_lazy("Several requests change hands"), readers=_readers, letter=_letter
)
