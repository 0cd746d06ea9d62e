"""Addresses of the pages by link, and of the page that a contact has for itself."""

from django.urls import path

from goodword.portal.views import answers, fresh

app_name = "portal"

urlpatterns = [
    path("r/owner/<str:token>/", answers.owner, name="owner"),
    path("r/outcome/<str:token>/", answers.outcome, name="outcome"),
    path("r/<str:token>/", answers.answer, name="answer"),
    path("r/<str:token>/times", answers.times, name="times"),
    path("r/<str:token>/no", answers.decline, name="decline"),
    path("r/<str:token>/call.ics", answers.calendar, name="calendar"),
    path("r/<str:token>/me", fresh.from_ask, name="fresh_from_ask"),
    path("me/", fresh.ask, name="me"),
]
