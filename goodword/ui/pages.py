"""What a view answers with: the page or its fragment, a toast about what happened, a bounded page of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from goodword.kernel.refusal import Refused
from goodword.kernel.text import number_in

PER_PAGE: Final = 50
# Nobody leafs further; the page asks to narrow the list down instead, and the database is spared deep offsets.
MOST_PAGES: Final = 200
UNDO: Final = "undo:"


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of the page, and not for the whole of it."""
    return request.headers.get("HX-Request-Type") == "partial"


def page_or_fragment(
    request: HttpRequest,
    template: str,
    partial: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Answer with the page, or for htmx with its partial alone and the toasts that are due."""
    if wants_fragment(request):
        response = render(request, f"{template}#{partial}", dict(context), status=status)
        response.write(render_to_string("ui/toasts_fragment.html", {}, request))
    else:
        response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request-Type"])
    return response


def said(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Show a toast about what happened, with an undo button when there is an address to POST to."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def refused(request: HttpRequest, why: Refused | str) -> None:
    """Show a red toast, which stays, with the reasons of a refusal."""
    messages.error(request, why if isinstance(why, str) else why.words)


class Sliceable(Protocol):
    """A queryset, or anything that can be counted and sliced like one."""

    def count(self) -> int:
        """Return how many there are."""
        ...

    def __getitem__(self, index: slice, /) -> Any:
        """Return some of them."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of many: which ones, of how many, and the addresses before and after."""

    rows: Sequence[Any]
    number: int
    first: int
    last: int
    total: int
    earlier_url: str = ""
    later_url: str = ""
    cut_off: bool = False


def paged(request: HttpRequest, rows: Sliceable, *, per_page: int = PER_PAGE, total: int | None = None) -> Page:
    """Cut a bounded page out of rows; the page number is `?page=`, and one that cannot be is the nearest that can.

    `total` is how many rows there are, where that is known already.
    """
    total = rows.count() if total is None else total
    pages = max(1, -(-total // per_page))
    number = min(number_in(request.GET.get("page", "")) or 1, pages, MOST_PAGES)
    start = (number - 1) * per_page
    found = list(rows[start : start + per_page]) if total else []
    earlier, more = number - 1, number < min(pages, MOST_PAGES)
    return Page(
        rows=found,
        number=number,
        first=start + 1 if found else 0,
        last=start + len(found),
        total=total,
        # Page one has no number in its address.
        earlier_url=link(request, page=earlier if earlier > 1 else None) if earlier else "",
        later_url=link(request, page=number + 1) if more else "",
        cut_off=number == MOST_PAGES and pages > MOST_PAGES,
    )


def link(request: HttpRequest, **changes: str | int | list[str] | None) -> str:
    """Return this page's address with some of its query changed; `None` and empty lists take a key out."""
    query = request.GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for key, value in changes.items():
        if value is None or value == []:
            query.pop(key, None)
        elif isinstance(value, list):
            query.setlist(key, value)
        else:
            query[key] = str(value)
    written = query.urlencode()
    return f"{request.path}?{written}" if written else request.path


def links_by(request: HttpRequest, key: str) -> Callable[[Sequence[str]], str]:
    """Return what writes this page's address with other values of one key: what all its choices share is written once."""
    rest = urlencode([(name, value) for name, values in request.GET.lists() if name not in {key, "page"} for value in values])

    def address(chosen: Sequence[str]) -> str:
        written = "&".join(filter(None, (rest, urlencode([(key, value) for value in chosen]))))
        return f"{request.path}?{written}" if written else request.path

    return address


def addresses(name: str) -> Callable[[int], str]:
    """Return what writes the address of a row by its key: looked up once for all rows of a list."""
    before, after = reverse(name, args=[_ANY_KEY]).rsplit(str(_ANY_KEY), 1)
    return lambda key: f"{before}{key}{after}"


_ANY_KEY = 9_999_999_999
