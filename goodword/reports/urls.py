"""The addresses of Insight."""

from django.urls import path

from goodword.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("outcomes/", views.outcomes_page, name="outcomes"),
    path("requests/", views.requests_list, name="requests"),
    path("feedback/", views.feedback_list, name="feedback"),
    path("deals/", views.deals_list, name="deals"),
    path("asks/", views.asks_list, name="asks"),
]
