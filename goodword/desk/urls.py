"""Addresses of the pages that span slices."""

from django.urls import path

from goodword.desk.views import account, campaign, comments, deal, files, find, home, leaving, lists, regions, retention, search, texts, who

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("who/", who.who, name="who"),
    path("search/", search.find_anything, name="search"),
    path("people/<int:pk>/leaving/", leaving.leaving, name="leaving"),
    path("people/<int:pk>/hand-over/", leaving.hand_over, name="hand_over"),
    path("people/program/regions/", regions.index, name="regions"),
    path("people/program/regions/add/", regions.add, name="add_region"),
    path("people/program/regions/<int:pk>/", regions.region, name="region"),
    path("people/program/regions/<int:pk>/take-away/", regions.take_away, name="take_region_away"),
    path("people/program/lists/", lists.index, name="first_list"),
    path("people/program/lists/<slug:kind>/", lists.index, name="lists"),
    path("people/program/lists/values/<int:pk>/", lists.value, name="list_value"),
    path("people/program/lists/values/<int:pk>/move/", lists.move, name="move_list_value"),
    path("people/program/lists/values/<int:pk>/take-away/", lists.take_away, name="take_list_value_away"),
    path("people/program/kept/", retention.retention, name="retention"),
    path("people/program/texts/", texts.index, name="texts"),
    path("people/program/texts/<slug:kind>/", texts.add, name="add_text"),
    path("people/program/texts/<slug:kind>/<slug:language>/", texts.text, name="text"),
    path("people/program/texts/<slug:kind>/<slug:language>/preview", texts.preview, name="preview_text"),
    path("people/program/texts/<slug:kind>/<slug:language>/mail", texts.as_mail, name="text_as_mail"),
    path("people/program/texts/<slug:kind>/<slug:language>/reset", texts.reset, name="reset_text"),
    path("people/program/texts/<slug:kind>/<slug:language>/versions/<int:number>/", texts.version, name="text_version"),
    path("find/", find.find, name="find"),
    path("find/compare/", find.compare, name="compare"),
    path("find/why/<int:pk>/", find.why, name="why"),
    path("customers/<int:pk>/", account.account, name="account"),
    path("customers/<int:pk>/timeline/", account.account_timeline, name="account_timeline"),
    path("customers/<int:pk>/comment/", account.comment, name="comment"),
    path("comments/<int:pk>/edit/", comments.edit, name="edit_comment"),
    path("comments/<int:pk>/remove/", comments.remove, name="remove_comment"),
    path("comments/<int:pk>/restore/", comments.restore, name="restore_comment"),
    path("mentions/<slug:kind>/<int:pk>/", comments.mentions, name="mentions"),
    path("files/on/<slug:kind>/<int:pk>/", files.add, name="add_files"),
    path("files/<int:pk>/remove/", files.remove, name="remove_file"),
    path("files/<int:pk>/restore/", files.restore, name="restore_file"),
    path("files/<int:pk>/<str:name>", files.file, name="file"),
    path("customers/deals/<int:pk>/", deal.deal, name="deal"),
    path("customers/campaigns/<int:pk>/", campaign.campaign, name="campaign"),
]
