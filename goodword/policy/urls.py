"""Addresses of the policy."""

from django.urls import path

from goodword.policy.views import drafts, versions

app_name = "policy"
urlpatterns = [
    path("", versions.index, name="index"),
    path("versions/<int:number>/", versions.version, name="version"),
    path("versions/<int:number>/call-off/", versions.call_off, name="call_off"),
    path("shipped/<slug:code>/", versions.shipped, name="shipped"),
    path("overrides/", versions.overrides, name="overrides"),
    path("beyond/", versions.beyond, name="beyond"),
    path("drafts/", drafts.index, name="drafts"),
    path("drafts/<int:pk>/", drafts.draft, name="draft"),
    path("drafts/<int:pk>/effect/", drafts.effect, name="effect"),
    path("drafts/<int:pk>/publish/", drafts.publish, name="publish_draft"),
    path("drafts/<int:pk>/discard/", drafts.discard, name="discard_draft"),
    path("drafts/<int:pk>/restore/", drafts.restore, name="restore_draft"),
]
