"""Addresses of recruiting."""

from django.urls import path

from goodword.recruiting.views import lead, leads

app_name = "recruiting"

urlpatterns = [
    path("leads/", leads.leads, name="leads"),
    path("leads/work", leads.work, name="leads_work"),
    path("leads/make", leads.make, name="make_leads"),
    path("leads/<int:pk>/stop", leads.stop, name="stop_leads"),
    path("leads/nudge", leads.nudge, name="nudge"),
    path("leads/mine/", lead.mine, name="my_leads"),
    path("leads/<int:pk>/", lead.lead, name="lead"),
    path("leads/<int:pk>/answer", lead.answer, name="answer_lead"),
    path("leads/answers/<int:pk>/take-back", lead.take_back, name="take_back_answer"),
]
