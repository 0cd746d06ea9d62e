"""Where customers register by themselves: links that say where they stood, and how many came by each."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.people.queries import today as program_day
from goodword.people.views.edge import reader
from goodword.recruiting import access
from goodword.recruiting.actions.pages import MOST_WORDS, close_page, open_page
from goodword.recruiting.forms.join_links import TagForm
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.queries import from_where
from goodword.recruiting.queries.addresses import join_addresses
from goodword.recruiting.queries.pages import pages_timeline
from goodword.texts.kinds.joining import OF_JOINING
from goodword.ui import pages


@require_safe
def join_links(request: HttpRequest) -> HttpResponse:
    """Links to copy, for each program that somebody runs, and what came by them. `?tag=newsletter-2026-11&lang=de` makes others."""
    me = reader(request)
    programs = access.programs_run_by(me)
    if not programs:
        raise NotAllowed
    form = TagForm(request.GET if "tag" in request.GET else None)
    tag, language = (form.cleaned_data["tag"], form.cleaned_data["lang"]) if form.is_valid() else ("", "")
    addresses = join_addresses(programs, tag=tag, language=language, base=settings.GOODWORD_BASE_URL)
    rows = [each.page for each in addresses if each.page is not None]
    page = {
        "form": form,
        "tag": tag,
        "addresses": addresses,
        "timeline": pages_timeline(rows, reader=me, today=program_day(clock.now())),
        "most": MOST_WORDS,
        "counts": [(PublicProgram(each.program).label, each) for each in from_where(programs)],
        "texts": [(kind.code, kind.label) for kind in OF_JOINING.values()] if me.is_manager else [],
        "lead": _("Customers read these pages without signing in. A link that carries a tag tells you later what brought them."),
    }
    return render(request, "recruiting/join_links.html", page)


@require_POST
def close(request: HttpRequest, program: str) -> HttpResponse:
    """Close a program's page, with words for whoever opens it; of a closed one the words change."""
    close_page(_known(program), words=request.POST.get("words", ""), by=Actor.person(reader(request)), at=clock.now())
    undo_url = reverse("recruiting:open_page", args=[program])
    pages.said(request, _("The page is closed. Its links lead to what you wrote."), undo_url=undo_url)
    return redirect("recruiting:join_links")


@require_POST
def open_again(request: HttpRequest, program: str) -> HttpResponse:
    """Let people register there again."""
    open_page(_known(program), by=Actor.person(reader(request)), at=clock.now())
    pages.said(request, _("The page is open again."))
    return redirect("recruiting:join_links")


def _known(program: str) -> PublicProgram:
    if program not in PublicProgram.values:
        raise Http404
    return PublicProgram(program)
