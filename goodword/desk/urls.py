"""Addresses of the pages that span slices."""

from django.urls import path

from goodword.desk.views import home, leaving, search

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.find_anything, name="search"),
    path("people/<int:pk>/leaving/", leaving.leaving, name="leaving"),
]
