"""Addresses of the pages that span slices."""

from django.urls import path

from goodword.desk.views import account, deal, find, home, leaving, search

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.find_anything, name="search"),
    path("people/<int:pk>/leaving/", leaving.leaving, name="leaving"),
    path("people/<int:pk>/hand-over/", leaving.hand_over, name="hand_over"),
    path("find/", find.find, name="find"),
    path("find/compare/", find.compare, name="compare"),
    path("find/why/<int:pk>/", find.why, name="why"),
    path("customers/<int:pk>/", account.account, name="account"),
    path("customers/<int:pk>/timeline/", account.account_timeline, name="account_timeline"),
    path("customers/<int:pk>/comment/", account.comment, name="comment"),
    path("customers/deals/<int:pk>/", deal.deal, name="deal"),
]
