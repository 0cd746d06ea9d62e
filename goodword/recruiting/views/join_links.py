"""Where customers register by themselves: links that say where they stood, and how many came by each."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel.errors import NotAllowed
from goodword.people.views.edge import reader
from goodword.recruiting import access
from goodword.recruiting.forms.join_links import TagForm
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.queries import from_where
from goodword.recruiting.queries.addresses import join_addresses
from goodword.texts.kinds.joining import OF_JOINING


@require_safe
def join_links(request: HttpRequest) -> HttpResponse:
    """Links to copy, for each program that somebody runs, and what came by them. `?tag=newsletter-2026-11&lang=de` makes others."""
    me = reader(request)
    programs = access.programs_run_by(me)
    if not programs:
        raise NotAllowed
    form = TagForm(request.GET if "tag" in request.GET else None)
    tag, language = (form.cleaned_data["tag"], form.cleaned_data["lang"]) if form.is_valid() else ("", "")
    page = {
        "form": form,
        "tag": tag,
        "addresses": join_addresses(programs, tag=tag, language=language, base=settings.GOODWORD_BASE_URL),
        "counts": [(PublicProgram(each.program).label, each) for each in from_where(programs)],
        "texts": [(kind.code, kind.label) for kind in OF_JOINING.values()] if me.is_manager else [],
        "lead": _("Customers read these pages without signing in. A link that carries a tag tells you later what brought them."),
    }
    return render(request, "recruiting/join_links.html", page)
