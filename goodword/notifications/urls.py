"""Addresses of the outbox, and of how one is told."""

from django.urls import path

from goodword.notifications.views import outbox, to_customer, wishes

app_name = "notifications"

urlpatterns = [
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:mail_id>/", outbox.mail, name="mail"),
    path("outbox/<int:mail_id>/link", outbox.link, name="link"),
    path("outbox/<int:mail_id>/retry", outbox.retry, name="retry"),
    path("people/settings/told/", wishes.wishes, name="wishes"),
    path("people/settings/told/today/", wishes.today, name="today"),
    path("people/program/told/", wishes.first_wishes, name="first_wishes"),
    path("outbox/<int:mail_id>/stop", to_customer.stop, name="stop"),
    path("outbox/<int:mail_id>/change", to_customer.change, name="change"),
    path("outbox/<int:mail_id>/words", to_customer.reword, name="reword"),
    path("outbox/to/<int:candidate_id>/", to_customer.to_customer, name="to_customer"),
    path("outbox/to/<int:candidate_id>/stop/<slug:message>", to_customer.stop_last, name="stop_last"),
]
