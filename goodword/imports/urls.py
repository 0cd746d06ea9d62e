"""Addresses of bringing lists in."""

from django.urls import path

from goodword.imports.views import runs, unknown

app_name = "imports"
urlpatterns = [
    path("", runs.index, name="list"),
    path("new", runs.upload, name="upload"),
    path("unknown", unknown.unknown, name="unknown"),
    path("unknown/say", unknown.say, name="say"),
    path("<int:pk>", runs.show, name="run"),
    path("<int:pk>/reading", runs.read_again, name="reading"),
    path("<int:pk>/start", runs.start, name="start"),
    path("<int:pk>/stop", runs.stop, name="stop"),
    path("<int:pk>/undo", runs.undo, name="undo"),
    path("<int:pk>/report.csv", runs.report, name="report"),
    path("<int:pk>/changes.csv", runs.changes, name="changes"),
]
