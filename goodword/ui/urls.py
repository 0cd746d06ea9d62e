"""Addresses of the parts page, the choice of theme and the company's colour."""

from __future__ import annotations

from django.urls import path, re_path

from goodword.ui import views

app_name = "ui"

urlpatterns = [
    path("theme", views.theme, name="theme"),
    re_path(r"^brand/(?P<digits>[0-9a-fA-F]{6})\.css$", views.brand, name="brand"),
    path("parts", views.parts_page, name="parts"),
]
