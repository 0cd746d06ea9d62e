"""Addresses of playbooks, below /playbooks/."""

from django.urls import path

from goodword.playbooks.views import drafts, steps, versions

app_name = "playbooks"
urlpatterns = [
    path("", versions.index, name="list"),
    path("drafts/<int:pk>/", drafts.draft, name="draft"),
    path("drafts/<int:pk>/about/", drafts.about, name="draft_about"),
    path("drafts/<int:pk>/read/", drafts.preview, name="preview"),
    path("drafts/<int:pk>/publish/", drafts.publish, name="publish"),
    path("drafts/<int:pk>/discard/", drafts.discard, name="discard"),
    path("drafts/<int:pk>/restore/", drafts.restore, name="restore"),
    path("drafts/<int:pk>/steps/new/", steps.new, name="new_step"),
    path("drafts/<int:pk>/steps/<slug:key>/", steps.edit, name="step"),
    path("drafts/<int:pk>/steps/<slug:key>/move/", steps.move, name="move_step"),
    path("drafts/<int:pk>/steps/<slug:key>/remove/", steps.remove, name="remove_step"),
    path("<slug:code>/", versions.playbook, name="playbook"),
    path("<slug:code>/start/", drafts.start, name="start"),
    path("<slug:code>/<int:number>/", versions.version, name="version"),
    path("<slug:code>/<int:number>/difference/", versions.changes, name="changes"),
]
