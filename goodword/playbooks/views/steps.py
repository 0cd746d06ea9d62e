"""The steps of a draft: written, moved up and down, taken out."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.people.views.edge import announce, attempt, reader
from goodword.playbooks import actions
from goodword.playbooks.forms import StepForm
from goodword.playbooks.kinds import Playbook, Step
from goodword.playbooks.models import PlaybookDraft
from goodword.playbooks.views.drafts import kept
from goodword.playbooks.views.edge import draft_crumbs, load_draft, managers_only
from goodword.ui.pieces import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Another step, below the one that `?after=` names; else the last."""
    found, book = load_draft(request, pk)
    above = book.step(request.GET.get("after", ""))
    place = book.steps.index(above) + 1 if above is not None else len(book.steps)
    stage = above.stage if above is not None else (book.steps[-1].stage if book.steps else "intake")
    begin = {"edition": found.edition, "stage": stage}
    form = StepForm(request.POST if request.method == "POST" else None, book=book, step=None, place=place, initial=begin)
    return _written(request, found, form, title=_("Another step"))


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def edit(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One step."""
    found, book = load_draft(request, pk)
    step = _known(book, key)
    form = StepForm(
        request.POST if request.method == "POST" else None,
        book=book,
        step=step,
        place=book.steps.index(step),
        initial={"edition": found.edition},
    )
    return _written(request, found, form, title=step.title)


def _written(request: HttpRequest, found: PlaybookDraft, form: StepForm, *, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and kept(request, found, form.said(), form):
        return redirect(f"{reverse('playbooks:draft', args=[found.pk])}#steps")
    context = {"draft": found, "form": form, "title": title, "crumbs": draft_crumbs(found, Crumb(label=title))}
    return render(request, "playbooks/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@managers_only
def move(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One place up or down."""
    found, book = load_draft(request, pk)
    step, steps = _known(book, key), list(book.steps)
    at = steps.index(step)
    to = at - 1 if request.POST.get("way") == "up" else at + 1
    if 0 <= to < len(steps):
        steps[at], steps[to] = steps[to], steps[at]
    return _saved(request, found, replace(book, steps=tuple(steps)), where=key)


@require_POST
@managers_only
def remove(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take a step out. What waited for it waits for what it waited for."""
    found, book = load_draft(request, pk)
    step, waits = _known(book, key), book.waits_for()
    left = []
    for each in book.steps:
        if each.key == step.key:
            continue
        if each.after is not None and step.key in each.after:
            after = [other for known in each.after for other in (waits[step.key] if known == step.key else (known,))]
            left.append(replace(each, after=tuple(dict.fromkeys(after))))
        else:
            left.append(each)
    said = _("Taken out of the draft: %(title)s") % {"title": step.title}
    return _saved(request, found, replace(book, steps=tuple(left)), where="", said=said)


def _saved(request: HttpRequest, found: PlaybookDraft, book: Playbook, *, where: str, said: str = "") -> HttpResponse:
    edition = parse_key(request.POST.get("edition", "")) or found.edition
    announce(request, attempt(lambda: actions.save_draft(found.pk, book, edition=edition, by=reader(request), at=now())), said=said)
    return redirect(f"{reverse('playbooks:draft', args=[found.pk])}#{f'step-{where}' if where else 'steps'}")


def _known(book: Playbook, key: str) -> Step:
    found = book.step(key)
    if found is None:
        raise Http404
    return found
