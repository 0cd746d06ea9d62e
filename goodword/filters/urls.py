"""Addresses of saved filters, below /filters/."""

from django.urls import path

from goodword.filters import views

app_name = "filters"
urlpatterns = [
    path("of/<slug:code>/", views.of_list, name="of"),
    path("of/<slug:code>/save/", views.save, name="save"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/take-away/", views.take_away, name="take_away"),
]
