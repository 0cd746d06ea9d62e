"""Addresses of the pages by link."""

from django.urls import path

from goodword.portal import views

app_name = "portal"

urlpatterns = [
    path("owner/<str:token>/", views.owner, name="owner"),
    path("outcome/<str:token>/", views.outcome, name="outcome"),
    path("<str:token>/", views.answer, name="answer"),
    path("<str:token>/times", views.times, name="times"),
    path("<str:token>/no", views.decline, name="decline"),
    path("<str:token>/call.ics", views.calendar, name="calendar"),
]
