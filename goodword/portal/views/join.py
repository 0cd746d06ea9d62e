"""The public registration pages: no sign-in, no script needed. The answer to a registration is the same whoever sends it."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound, WrongState
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose
from goodword.portal.access import TooManyMisses, dead_link, network_of, open_link
from goodword.portal.forms.joining import JoinForm
from goodword.portal.queries import confirming, joining
from goodword.portal.queries.confirming import Confirming
from goodword.portal.queries.joining import JoinPage
from goodword.portal.views.edge import NOT_THERE, OK, REFUSED, TOO_MANY, quietly
from goodword.recruiting import actions
from goodword.recruiting.kinds import AgreedKind, PublicProgram, SignUp, Trust, tag_in
from goodword.recruiting.queries import registration_of, standing_of

Page = Callable[..., HttpResponse]


def in_their_language(view: Page) -> Page:
    """A public page in the language of its guest; `language` and `tag` are handed on."""

    @login_not_required
    @csrf_exempt  # nobody is signed in here, so nobody's rights can be used; a browser without cookies may register as well
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = joining.language_for(request.GET.get("lang", ""), request.headers.get("Accept-Language", ""))
        with translation.override(language):
            return quietly(view(request, *args, language=language, tag=tag_in(request.GET.get("from", "")), **kwargs))

    return page


@in_their_language
def index(request: HttpRequest, *, language: str, tag: str) -> HttpResponse:
    """The programs to choose from."""
    tongues = joining.tongues("portal:join_any", language=language, tag=tag)
    return render(request, "portal/join_any.html", {"programs": joining.intros(language=language, tag=tag), "tongues": tongues})


@in_their_language
def join(request: HttpRequest, program: str, *, language: str, tag: str) -> HttpResponse:
    """One program's page: read, fill in, send."""
    if program not in PublicProgram.values:
        raise Http404
    page = joining.join_page(PublicProgram(program), language=language, tag=tag)
    at, network = clock.now(), network_of(request)
    if page.closed is not None:
        return _closed(request, page)
    if request.method != "POST":
        return _shown(request, page, JoinForm(program=page.program, consent=_sentence(page), read=page.read), at=at)
    if actions.knocks_too_often(network, at=at):
        return render(request, "portal/join_later.html", {"page": page}, status=TOO_MANY)
    form = JoinForm(request.POST, program=page.program, consent=_sentence(page), read=page.read)
    if not form.is_valid():
        return _shown(request, page, form, at=at, status=REFUSED)
    said = form.cleaned_data
    trust = actions.pass_gate(said["stamp"], said["proof"], program=page.program, network=network, at=at)
    if isinstance(trust, Refused):
        form.add_error(None, trust.words)
        return _shown(request, page, form, at=at, status=TOO_MANY if trust.reasons[0].code == "too_many" else REFUSED)
    tell = actions.may_write_to(said["email"], network=network, at=at)
    actions.register(_signup(page, form, trust, network), tell=tell, by=Actor.system(), at=at)
    return redirect(joining.address_of("portal:join_sent", page.program, language=language))


def _closed(request: HttpRequest, page: JoinPage) -> HttpResponse:
    """Nobody can register there at the moment; whoever had the page open already is told that it was not read."""
    is_late = request.method == "POST"
    tongues = joining.tongues("portal:join", page.program, language=page.language, tag=page.tag)
    shown = {"page": page, "is_late": is_late, "tongues": tongues}
    return render(request, "portal/join_closed.html", shown, status=REFUSED if is_late else OK)


def _sentence(page: JoinPage) -> str:
    return " ".join(page.consent.filled.paragraphs)


def _signup(page: JoinPage, form: JoinForm, trust: Trust, network: str) -> SignUp:
    said = form.cleaned_data
    return SignUp(
        program=page.program,
        language=page.language,
        came_from=page.tag,
        trust=trust,
        network=actions.network_mark(network),
        answers=form.answers(),
        offered=tuple(said["offered"]),
        notice=page.notice.agreed(AgreedKind.NOTICE),
        consent=page.consent.agreed(AgreedKind.CONSENT),
        **{name: said[name] for name in ("name", "email", "company", "website", "job_title", "country")},
    )


def _shown(request: HttpRequest, page: JoinPage, form: JoinForm, *, at: datetime, status: int = OK) -> HttpResponse:
    """The page with its form: each time with a new stamp and a new task."""
    gate = actions.open_gate(page.program, at=at)
    shown = {
        "page": page,
        "form": form.renewed(stamp=gate.stamp) if form.is_bound else form,
        "gate": gate,
        "tongues": joining.tongues("portal:join", page.program, language=page.language, tag=page.tag),
    }
    return render(request, "portal/join.html", shown, status=status)


@in_their_language
def sent(request: HttpRequest, program: str, *, language: str, tag: str) -> HttpResponse:
    """What happens next; the same for everybody."""
    del language, tag
    if program not in PublicProgram.values:
        raise Http404
    return render(request, "portal/join_sent.html", {"program": program})


@login_not_required
@csrf_exempt  # the secret in the address is what counts; a mail program may open it without cookies
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. Opening it changes nothing, because mail filters open links too; the button confirms, as often as one likes."""
    at = clock.now()
    try:
        held = registration_of(open_link(request, token, Purpose.CONFIRM_REGISTRATION, at=at))
    except NotFound as problem:
        return quietly(_over(request, token, at=at, too_many=isinstance(problem, TooManyMisses)))
    with translation.override(joining.language_for(request.GET.get("lang", held.language), "")):
        page = confirming.confirming(held, asked=parse_key(request.GET.get("which", "")))
        if not page.says_something:
            return quietly(_over(request, token, at=at))
        if request.method != "POST":
            return quietly(render(request, "portal/join_confirm.html", {"page": page}))
        try:
            chosen = _done(page, request.POST, at=at)
        except (NotFound, WrongState):
            return quietly(_over(request, token, at=at))
        return quietly(redirect(f"{reverse('portal:join_confirm', args=[token])}?which={chosen.pk}"))


def _done(page: Confirming, sent: QueryDict, *, at: datetime) -> Any:
    """Take it back, say that it was not them, or confirm the one that was."""
    chosen = page.chosen(parse_key(sent.get("which", "")))
    if "withdraw" in sent:
        actions.withdraw_registration(page.row, by=Actor.system(), at=at)
    elif "disown" in sent:
        actions.disown(chosen, by=Actor.system(), at=at)
    else:
        return actions.confirm(chosen, by=Actor.system(), at=at)
    return page.row


def _over(request: HttpRequest, token: str, *, at: datetime, too_many: bool = False) -> HttpResponse:
    """A link that has ended: its holder may have it sent again, as long as what they wrote is still here."""
    link = None if too_many else dead_link(token, Purpose.CONFIRM_REGISTRATION)
    if link is None:
        return render(request, "portal/gone.html", status=TOO_MANY if too_many else NOT_THERE)
    try:
        row = standing_of(registration_of(link))
    except NotFound:
        return render(request, "portal/gone.html", status=NOT_THERE)
    with translation.override(joining.language_for(row.language, "")):
        is_sent = request.method == "POST" and row.words_gone_at is None
        if is_sent:
            actions.send_again(row, by=Actor.system(), at=at)
        page = {"row": row, "is_sent": is_sent, "again": joining.address_of("portal:join", row.program, language=row.language)}
        return render(request, "portal/join_over.html", page, status=OK if is_sent else NOT_THERE)

