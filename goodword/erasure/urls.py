"""Addresses of erasing, below those of customers."""

from django.urls import path

from goodword.erasure import views

app_name = "erasure"

urlpatterns = [
    path("people/<int:pk>/delete/", views.erase, name="erase"),
    path("people/deleted/", views.erased, name="erased"),
]
