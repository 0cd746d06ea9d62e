"""The top bar: one line per page. A page that does not exist, or that the reader may not open, is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, URLResolver, get_resolver, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.ui.per_request import PerRequest

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the top bar: its words, its address by name, its icon, the roles of which one is needed, and what belongs to it."""

    label: Text
    url_name: str
    icon: str = ""
    roles: tuple[str, ...] = ()
    # Pages elsewhere that show the same in another form.
    also: tuple[str, ...] = ()


MANAGERS: Final = ("reference_manager", "administrator")
ADMINISTRATORS: Final = ("administrator",)
PREPARERS: Final = ("pmm", *MANAGERS)

MAIN: Final = (
    Page(_("Home"), "desk:home", "home"),
    Page(_("Find"), "desk:find", "search"),
    Page(_("Requests"), "requests:list", "list-check", also=("desk:calendar",)),
    Page(_("Customers"), "customers:list", "building"),
    Page(_("Recruiting"), "recruiting:nominations", "user-plus"),
    Page(_("Stories"), "stories:list", "book"),
    Page(_("Insight"), "reports:index", "chart-bar"),
    Page(_("Policy"), "policy:index", "scale"),
)
MORE: Final = (
    Page(_("Deals"), "customers:deals", "briefcase"),
    Page(_("Campaigns"), "customers:campaigns", "calendar-event"),
    Page(_("Content to prepare"), "requests:content", "pencil", PREPARERS),
    Page(_("Commitments"), "desk:commitments", "calendar-stats"),
    Page(_("Playbooks"), "playbooks:list", "list-check"),
    Page(_("Exceptions"), "desk:exceptions", "scale"),
    Page(_("Who to ask"), "desk:who", "route"),
    Page(_("Standing"), "desk:standing", "adjustments-horizontal"),
    Page(_("Imports"), "imports:list", "upload", MANAGERS),
    Page(_("People who were deleted"), "erasure:erased", "user-off", MANAGERS),
    Page(_("Mail texts"), "desk:texts", "mail-forward", MANAGERS),
    Page(_("Outbox"), "notifications:outbox", "mail", ADMINISTRATORS),
    Page(_("People"), "people:list", "users"),
    Page(_("Program"), "people:program", "flag", ADMINISTRATORS),
)
OWN: Final = (
    Page(_("Your settings"), "people:settings", "user"),
    Page(_("How you are told"), "notifications:wishes", "mail"),
    Page(_("Second factor and passkeys"), "mfa_index", "shield-lock"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A page with its address; `current` when the reader is on it or below it."""

    label: Text
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """The pages of one reader: the bar, the menu beside it, and those about oneself."""

    main: tuple[Link, ...] = ()
    more: tuple[Link, ...] = ()
    own: tuple[Link, ...] = ()
    search_url: str = ""

    @property
    def more_is_current(self) -> bool:
        """Tell whether the reader is on a page of the second menu."""
        return any(link.current for link in self.more)


KEPT: Final = PerRequest[Menu]("kept_menu")


def menu_for(request: HttpRequest | None) -> Menu:
    """Return the pages that the reader of this request may open; none without a sign-in. A page asks more than once."""
    if request is None:
        return Menu()
    return KEPT.of(request) or KEPT.put(request, _menu_for(request))


def _menu_for(request: HttpRequest) -> Menu:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Menu()
    where = (get_resolver(get_urlconf()), get_script_prefix())
    open_to = {page: url for page in (*MAIN, *MORE, *OWN) if (url := _kept_address(page.url_name, *where)) and _allowed(page, request)}
    # A page may lie below another one of the bar: then the reader is on the deeper one only.
    below = {page: (url, *(_kept_address(name, *where) for name in page.also)) for page, url in open_to.items()}
    at = {page: max((url for url in urls if url and _is_at(url, request.path)), key=len, default="") for page, urls in below.items()}
    here = max(at.values(), key=len, default="")

    def links(pages: tuple[Page, ...]) -> tuple[Link, ...]:
        return tuple(Link(page.label, open_to[page], page.icon, bool(here) and at[page] == here) for page in pages if page in open_to)

    return Menu(main=links(MAIN), more=links(MORE), own=links(OWN), search_url=_kept_address("desk:search", *where))


def address(url_name: str, *args: object) -> str:
    """Return the address of a page, or nothing while that page does not exist."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=256)
def _kept_address(url_name: str, _resolver: URLResolver, _prefix: str) -> str:
    """The address of a page that takes nothing: looked up once, not seventeen times for each page."""
    return address(url_name)


def _is_at(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _allowed(page: Page, request: HttpRequest) -> bool:
    if not page.roles:
        return True
    user = request.user
    if getattr(user, "is_superuser", False):
        return True
    has_role = getattr(user, "has_role", None)
    return has_role is not None and any(has_role(role) for role in page.roles)
