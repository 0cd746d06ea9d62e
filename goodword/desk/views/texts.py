"""The mails to customers as texts: the list, one text with its preview and its versions, going back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.customers.kinds.places import language_name, languages
from goodword.desk.forms import TextForm
from goodword.desk.queries import texts as pages_of
from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import reader
from goodword.texts import actions
from goodword.texts.access import can_edit_texts
from goodword.texts.kinds import KINDS, PLACEHOLDERS, TextKind, Words
from goodword.texts.queries import ENGLISH, Text, languages_of, text_of, version_text, versions
from goodword.ui import pages
from goodword.ui.pieces import Crumb

View = Callable[..., HttpResponse]


def managers_only(view: View) -> View:
    """Refuse everybody who does not run the program, and addresses of texts that there are not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_edit_texts(reader(request)):
            raise NotAllowed
        if kwargs.get("kind", "ask") not in KINDS or kwargs.get("language", ENGLISH) not in dict(languages()):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@managers_only
def index(request: HttpRequest) -> HttpResponse:
    """Every kind with its languages, and who changed it last."""
    return render(request, "desk/texts.html", {"lines": pages_of.lines()})


@require_safe
@managers_only
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Lead to a language that the kind has no words in yet."""
    language = request.GET.get("language", "")
    return redirect("desk:text", kind, language if language in dict(languages()) else ENGLISH)


@require_http_methods(["GET", "POST"])
@managers_only
def text(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """One text: write it, look at it, publish it. `?from=3` begins from an older version."""
    about, now = KINDS[kind], text_of(kind, language)
    if request.method == "POST":
        form = TextForm(request.POST, kind=about)
        if form.is_valid() and "look" not in request.POST:
            done = actions.publish(
                kind,
                language,
                form.words(),
                begun_from=form.cleaned_data["begun_from"],
                why=form.cleaned_data["why"],
                by=reader(request),
                at=clock.now(),
            )
            if not isinstance(done, Refused):
                pages.said(request, _("Published. Mails that leave from now on say it so."))
                return redirect("desk:text", kind, language)
            form.refuse(done, now=now.number)
        return _page(request, about, now, form, status=200 if form.is_valid() else 422)
    older = versions(kind, language).filter(number=parse_key(request.GET.get("from", "")) or 0).first()
    begin = version_text(older).words if older is not None else now.words
    form = TextForm(initial={**{part: getattr(begin, part) for part in Words.__slots__}, "begun_from": now.number}, kind=about)
    return _page(request, about, now, form, older=older.number if older is not None else 0)


def _page(request: HttpRequest, kind: TextKind, now: Text, form: TextForm, *, older: int = 0, status: int = 200) -> HttpResponse:
    label = str(kind.label)
    context = {
        **_shown(request, kind, now, form.words_typed()),
        "form": form,
        "older": older,
        "title": label,
        "language_name": language_name(now.language),
        "placeholders": [PLACEHOLDERS[code] for code in kind.allowed],
        "has": [(code, language_name(code)) for code in languages_of(kind.code)],
        "others": pages_of.other_languages(kind.code),
        "versions": versions(kind.code, now.language),
        "crumbs": [Crumb(label=_("Mail texts"), url=reverse("desk:texts")), Crumb(label=label)],
    }
    return render(request, "desk/text.html", context, status=status)


def _shown(request: HttpRequest, kind: TextKind, now: Text, words: Words) -> dict[str, Any]:
    return {
        "kind": kind,
        "now": now,
        "composed": pages_of.example(kind, words, language=now.language, sender=reader(request)),
        "differences": pages_of.differences(now.words, words),
    }


@require_POST
@managers_only
def preview(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """What is typed, as its reader would get it, and what differs from the words in force. Nothing is kept."""
    form = TextForm(request.POST, kind=KINDS[kind])
    return render(request, "desk/text_preview.html", _shown(request, KINDS[kind], text_of(kind, language), form.words_typed()))


@require_safe
@managers_only
def as_mail(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """The words in force as a mail program draws them; `?from=3` an older version."""
    older = versions(kind, language).filter(number=parse_key(request.GET.get("from", "")) or 0).first()
    words = version_text(older).words if older is not None else text_of(kind, language).words
    composed = pages_of.example(KINDS[kind], words, language=language, sender=reader(request))
    name = composed.program.logo
    return render(request, "notifications/mail.html", {"mail": composed, "logo": reverse("people:logo", args=[name]) if name else ""})


@require_safe
@managers_only
def version(request: HttpRequest, kind: str, language: str, number: int) -> HttpResponse:
    """An older version, with what differs from the words in force."""
    old = get_object_or_404(versions(kind, language), number=number)
    about, now, words = KINDS[kind], text_of(kind, language), version_text(old).words
    title = _("%(text)s, version %(number)s") % {"text": about.label, "number": number}
    here = Crumb(label=str(about.label), url=reverse("desk:text", args=[kind, language]))
    context = {
        **_shown(request, about, now, words),
        "differences": pages_of.differences(words, now.words),
        "old": old,
        "title": title,
        "crumbs": [Crumb(label=_("Mail texts"), url=reverse("desk:texts")), here, Crumb(label=title)],
    }
    return render(request, "desk/text_version.html", context)


@require_POST
@managers_only
def reset(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Our own words again."""
    begun_from = parse_key(request.POST.get("begun_from", "")) or 0
    done = actions.reset(kind, language, begun_from=begun_from, by=reader(request), at=clock.now())
    if isinstance(done, Refused):
        pages.refused(request, done)
    else:
        pages.said(request, _("These are the words it came with. What stood here is kept among the versions."))
    return redirect("desk:text", kind, ENGLISH)
