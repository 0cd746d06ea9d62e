"""The one-pager, a page that prints well, and the pitch slide, a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goodword.customers.access import accounts_visible_to
from goodword.customers.kinds.places import language_name
from goodword.customers.models import Account
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.people.views.edge import reader
from goodword.recruiting.kinds.handouts import Handout
from goodword.recruiting.queries.handouts import downloads, pitch_for
from goodword.texts.kinds.pitch import PITCH
from goodword.texts.queries import languages_of
from goodword.ui import slides


@require_safe
def handout(request: HttpRequest, which: str) -> HttpResponseBase:
    """One of the two; `?account=` names whose manager stands on it, `?lang=` the language."""
    if which not in Handout.values:
        raise Http404
    account = _account(request)
    language = request.GET.get("lang", "")[:10]
    made = pitch_for([language] if language else [], account=account, reader=reader(request))
    if which == Handout.SLIDE:
        return _file(slides.drawn(made.as_slide, at=now()), f"{slugify(made.title) or 'slide'}.pptx")
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


def _file(content: bytes, name: str) -> HttpResponse:
    """A file of ours, as a download and nothing else."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=slides.TYPE, headers=headers)
