"""Addresses of people, their own settings, and the program's."""

from django.urls import path

from goodword.people.views import directory, employment, logo, own, program, setup, signin, teams

app_name = "people"
urlpatterns = [
    path("", directory.people, name="list"),
    path("invite/", employment.invite, name="invite"),
    path("<int:pk>/", directory.person, name="person"),
    path("<int:pk>/roles/", employment.roles, name="roles"),
    path("<int:pk>/place/", employment.place, name="place"),
    path("<int:pk>/deactivate/", employment.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", employment.reactivate, name="reactivate"),
    path("<int:pk>/invite-again/", employment.invite_again, name="invite_again"),
    path("<int:pk>/invitation-link/", employment.invitation_link, name="invitation_link"),
    path("<int:pk>/absences/", own.absence, name="absence"),
    path("absences/<int:absence_id>/", own.change_absence, name="change_absence"),
    path("absences/<int:absence_id>/end/", own.end_absence, name="end_absence"),
    path("settings/", own.own_settings, name="settings"),
    path("settings/devices/<int:pk>/end/", own.end_device, name="end_device"),
    path("routing/", program.routing, name="routing"),
    path("routing/<int:rule_id>/stop/", program.stop_routing, name="stop_routing"),
    path("program/", program.program, name="program"),
    path("program/begin/", setup.begin, name="begin"),
    path("program/logo/", logo.change, name="change_logo"),
    path("program/logo/remove/", logo.remove, name="remove_logo"),
    path("program/logo/<str:name>", logo.picture, name="logo"),
    path("program/teams/", teams.index, name="teams"),
    path("welcome/<str:token>/", signin.accept, name="accept"),
    path("demo-entry/", signin.demo_entry, name="demo_entry"),
]
