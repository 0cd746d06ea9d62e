"""The addresses of Insight."""

from django.urls import path

from goodword.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("outcomes/", views.outcomes_page, name="outcomes"),
    path("recent/", views.lately_page, name="lately"),
    path("load/", views.load_page, name="load"),
    path("never-asked/", views.never_page, name="never"),
    path("never-asked/members/", views.never_list, name="never_list"),
    path("acceptance/", views.acceptance_page, name="acceptance"),
    path("speed/", views.speed_page, name="speed"),
    path("open/", views.standing_page, name="standing"),
    path("exceptions/", views.exceptions_page, name="exceptions"),
    path("overrides/", views.overrides_list, name="overrides"),
    path("events/", views.unfinished_page, name="unfinished"),
    path("registrations/", views.registered_page, name="registered"),
    path("registrations/list/", views.registrations_list, name="registrations"),
    path("nominations/", views.nominated_page, name="nominated"),
    path("nominations/list/", views.nominations_list, name="nominations"),
    path("standing-changes/", views.moves_page, name="moves"),
    path("standing-changes/list/", views.moves_list, name="moves_list"),
    path("members/", views.members_list, name="members"),
    path("requests/", views.requests_list, name="requests"),
    path("feedback/", views.feedback_list, name="feedback"),
    path("deals/", views.deals_list, name="deals"),
    path("asks/", views.asks_list, name="asks"),
]
