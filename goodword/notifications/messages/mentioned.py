"""Somebody is mentioned in a comment. About something confidential the mail says only where: the words are read on the page."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.comments.models import Comment
from goodword.comments.queries import Called, parts_of
from goodword.customers.models import Account
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, number
from goodword.notifications.queries import Scene, colleague, said_in
from goodword.people.models import User
from goodword.requests.access import visible_to
from goodword.requests.queries.words import request_url, title_of

QUOTED: Final = 400


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    comment = said_in(scene)
    if comment is None or not isinstance(reader, User) or not comment.mentions.filter(user=reader).exists():
        return Stale("gone")
    place = _place(scene, comment, reader)
    if place is None:
        return Stale("gone")
    name, page = place
    said = {"who": comment.author.name, "where": name}
    lines = [_("%(who)s mentioned you in a comment on %(where)s.") % said]
    if scene.is_confidential:
        lines.append(_("It is confidential, so what was said stands on the page only. Please keep it among the people there."))
    else:
        lines.append(_("“%(words)s”") % {"words": _quoted(comment)})
    return Letter(
        subject=_("%(who)s mentioned you: %(where)s") % said,
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=comment.author,
        button=Button(label=_("Read and answer"), path=f"{page}#comment-{comment.pk}"),
    )


def _place(scene: Scene, comment: Comment, reader: User) -> tuple[str, str] | None:
    """What it was said about, in words that the reader may know, and its page; nothing when they may not see it any more."""
    if comment.subject_kind == "account":
        account = Account.objects.filter(pk=comment.subject_id).first()
        return (account.name, reverse("desk:account", args=[account.pk])) if account else None
    request = visible_to(reader).filter(pk=comment.subject_id).select_related("opportunity__account").first()
    if request is None:
        return None
    name = number(scene) if scene.is_confidential else f"{request.number}, {title_of(request)}"
    return name, request_url(request)


def _quoted(comment: Comment) -> str:
    """What was said, with the names of today, short enough for a mail."""
    mentioned = comment.mentions.values_list("user_id", "user__name", "user__is_active")
    called = {pk: Called(pk, name, is_active) for pk, name, is_active in mentioned}
    words = " ".join("".join(f"@{part.text}" if part.person else part.text for part in parts_of(comment.text, called)).split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1].rstrip()}…"


MESSAGE = Message(
    code="mentioned",
    label=gettext_lazy("Mentioned in a comment"),
    kind=Kind.MENTION,
    readers=lambda scene: [colleague(pk) for pk in scene.data.get("mentioned", [])],
    letter=_letter,
)
