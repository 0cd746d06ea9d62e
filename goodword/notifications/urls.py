"""Addresses of the outbox."""

from django.urls import path

from goodword.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<int:mail_id>/", views.mail, name="mail"),
    path("<int:mail_id>/link", views.link, name="link"),
    path("<int:mail_id>/retry", views.retry, name="retry"),
]
