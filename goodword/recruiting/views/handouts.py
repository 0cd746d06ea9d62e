"""The one-pager, a page that prints well, and the pitch slide, a file; or files of one's own in their place."""

from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.customers.access import accounts_visible_to
from goodword.customers.kinds.places import language_name
from goodword.customers.models import Account
from goodword.files.kinds import TYPES
from goodword.kernel.clock import now
from goodword.kernel.errors import NotAllowed
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import announce, attempt, reader
from goodword.recruiting import access
from goodword.recruiting.actions import handouts as actions
from goodword.recruiting.forms.handouts import OwnFileForm
from goodword.recruiting.kinds.handouts import ABOUT, Handout
from goodword.recruiting.queries.handouts import downloads, opened, own_file, pitch_for, versions_of
from goodword.texts.kinds.pitch import PITCH
from goodword.texts.queries import languages_of
from goodword.ui import pages, slides
from goodword.ui.handing import handed_out


@require_safe
def handout(request: HttpRequest, which: str) -> HttpResponseBase:
    """One of the two; `?account=` names whose manager stands on it, `?lang=` the language."""
    if which not in Handout.values:
        raise Http404
    own = opened(Handout(which)) if "ours" not in request.GET else None
    if own is not None:
        return handed_out(own[1], name=own[0].name, content_type=TYPES[own[0].type].content_type)
    account = _account(request)
    language = request.GET.get("lang", "")[:10]
    made = pitch_for([language] if language else [], account=account, reader=reader(request))
    if which == Handout.SLIDE:
        content = BytesIO(slides.drawn(made.as_slide, at=now()))
        return handed_out(content, name=f"{slugify(made.title) or 'slide'}.pptx", content_type=slides.TYPE)
    others = languages_of(PITCH)
    context = {"pitch": made, "bar": _bar(account, made.language, others), "account": account}
    with translation.override(made.language):
        return render(request, "recruiting/one_pager.html", context)


def _account(request: HttpRequest) -> Account | None:
    rows = accounts_visible_to(reader(request))
    return rows.filter(pk=parse_key(request.GET.get("account", "")) or 0).first() if "account" in request.GET else None


def _bar(account: Account | None, language: str, others: list[str]) -> dict[str, Any]:
    """What stands above it for colleagues, and is not printed."""
    here = reverse("recruiting:handout", args=[Handout.ONE_PAGER])
    about = f"&account={account.pk}" if account is not None else ""
    return {
        "reads": translation.get_language(),
        "slide": dict(zip(Handout.values, downloads(account, language=language), strict=True))[Handout.SLIDE][1],
        "tongues": [(code, language_name(code), f"{here}?lang={code}{about}") for code in others] if len(others) > 1 else [],
    }


@require_safe
def handouts(request: HttpRequest) -> HttpResponse:
    """Both, with what is handed out now; who runs the program puts files of their own in their place."""
    return _hub(request)


def _hub(request: HttpRequest, *, wrong: OwnFileForm | None = None, which: str = "", status: int = 200) -> HttpResponse:
    may_change = access.can_change_handouts(reader(request))
    shown = [
        {
            "which": each,
            "url": url,
            "own": own_file(each),
            "takes_about": ABOUT[each],
            "versions": versions_of(each) if may_change else [],
            "form": (wrong if wrong is not None and which == each else OwnFileForm(handout=each)) if may_change else None,
        }
        for each, (_label, url) in zip(Handout, downloads(), strict=True)
    ]
    context = {"shown": shown, "may_change": may_change, "tab": "handouts", "tongues": languages_of(PITCH)}
    return render(request, "recruiting/handouts.html", context, status=status)


@require_POST
def use_own(request: HttpRequest, which: str) -> HttpResponse:
    """A file of one's own from now on; one that cannot be is said beside the field, and nothing changes."""
    handout_ = _one_of(request, which)
    form = OwnFileForm(request.POST, request.FILES, handout=handout_)
    if form.is_valid():
        done = attempt(lambda: actions.replace_handout(handout_, form.cleaned_data["file"], by=reader(request), at=now()))
        if not isinstance(done, Refused):
            pages.said(request, _("This file is handed out from now on."))
            return redirect("recruiting:handouts")
        form.add_error("file", done.words)
    return _hub(request, wrong=form, which=which, status=422)


@require_POST
def use_ours(request: HttpRequest, which: str) -> HttpResponse:
    """Ours again."""
    handout_ = _one_of(request, which)
    done = attempt(lambda: actions.reset_handout(handout_, by=reader(request), at=now()))
    announce(request, done, said=_("Ours is handed out again. Your file is kept among the versions."))
    return redirect("recruiting:handouts")


@require_safe
def older(request: HttpRequest, which: str, number: int) -> HttpResponseBase:
    """A file that was handed out before."""
    found = opened(_one_of(request, which), number=number)
    if found is None:
        raise Http404
    return handed_out(found[1], name=found[0].name, content_type=TYPES[found[0].type].content_type)


def _one_of(request: HttpRequest, which: str) -> Handout:
    if not access.can_change_handouts(reader(request)):
        raise NotAllowed
    if which not in Handout.values:
        raise Http404
    return Handout(which)
