"""Which slice answers under which address. Each slice's urls.py is named after its slice."""

from __future__ import annotations

from pathlib import Path

from django.urls import URLPattern, URLResolver, include, path, re_path

from goodword.people.views import signin
from goodword.site import health

SLICES = Path(__file__).resolve().parent.parent

PREFIXES = {
    "portal": "",
    "requests": "requests/",
    "recruiting": "recruiting/",
    "stories": "stories/",
    "playbooks": "playbooks/",
    "customers": "customers/",
    "merges": "customers/",
    "erasure": "customers/",
    "imports": "imports/",
    "people": "people/",
    "notifications": "",
    "policy": "policy/",
    "approvals": "approvals/",
    "comments": "comments/",
    "filters": "filters/",
    "reports": "insight/",
    "ui": "",
    "desk": "",
}

handler400 = "goodword.site.errors.bad_request"
handler500 = "goodword.site.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    # An address is an administrator's to change, and nobody signs up, nor in by a third party yet.
    *(path(f"accounts/{part}/", signin.no_such_page) for part in ("email", "signup", "confirm-email", "login/code/confirm")),
    re_path(r"^accounts/(?:3rdparty|social)/", signin.no_such_page),
    path("accounts/", include("allauth.urls")),
    *(path(prefix, include(f"goodword.{name}.urls")) for name, prefix in PREFIXES.items() if (SLICES / name / "urls.py").exists()),
]
