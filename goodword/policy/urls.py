"""Addresses of the policy."""

from django.urls import path

from goodword.policy.views import drafts, replays, versions

app_name = "policy"
urlpatterns = [
    path("", versions.index, name="index"),
    path("versions/<int:number>/", versions.version, name="version"),
    path("versions/<int:number>/call-off/", versions.call_off, name="call_off"),
    path("shipped/<slug:code>/", versions.shipped, name="shipped"),
    path("overrides/", versions.overrides, name="overrides"),
    path("beyond/", versions.beyond, name="beyond"),
    path("replays/", replays.index, name="replays"),
    path("replays/<int:pk>/", replays.replay, name="replay"),
    path("replays/<int:pk>/asks/", replays.lines, name="replay_lines"),
    path("replays/<int:pk>/stop/", replays.stop, name="stop_replay"),
    path("replays/<int:pk>/again/", replays.again, name="replay_again"),
    path("drafts/", drafts.index, name="drafts"),
    path("drafts/<int:pk>/", drafts.draft, name="draft"),
    path("drafts/<int:pk>/effect/", drafts.effect, name="effect"),
    path("drafts/<int:pk>/publish/", drafts.publish, name="publish_draft"),
    path("drafts/<int:pk>/discard/", drafts.discard, name="discard_draft"),
    path("drafts/<int:pk>/restore/", drafts.restore, name="restore_draft"),
]
