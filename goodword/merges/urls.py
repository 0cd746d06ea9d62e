"""Addresses of merging, below those of customers."""

from django.urls import path

from goodword.merges.views import doubles, merging

app_name = "merges"

urlpatterns = [
    path("doubles/", doubles.doubles, name="doubles"),
    path("<int:pk>/merge/", doubles.choose, name="merge_with"),
    path("<int:pk>/merge/<int:other>/", merging.merge, name="merge"),
    path("people/<int:pk>/merge/", doubles.choose_person, name="merge_person_with"),
    path("people/<int:pk>/merge/<int:other>/", merging.merge_person, name="merge_person"),
    path("merges/<int:pk>/split/", merging.split, name="split"),
]
