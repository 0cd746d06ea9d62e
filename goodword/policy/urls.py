"""Addresses of the policy."""

from django.urls import path

from goodword.policy import views

app_name = "policy"
urlpatterns = [
    path("", views.index, name="index"),
    path("versions/<int:number>/", views.version, name="version"),
    path("overrides/", views.overrides, name="overrides"),
]
