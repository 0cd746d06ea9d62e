"""Addresses of the customers slice, below /customers/. The pages of one account and one deal are the desk's."""

from django.urls import path

from goodword.customers.views import accounts, bulk, campaigns, cities, contacts, deals, lists, members

app_name = "customers"
urlpatterns = [
    path("", lists.index, name="list"),
    path("new/", accounts.new, name="new"),
    path("cities/", cities.offer, name="cities"),
    path("cities/note/", cities.note, name="city_note"),
    path("bulk/", bulk.made, name="bulk_made"),
    path("bulk/begin/", bulk.begin, name="bulk_begin"),
    path("bulk/<int:pk>/", bulk.bulk, name="bulk"),
    path("bulk/<int:pk>/carry-out/", bulk.carry_out, name="bulk_carry_out"),
    path("bulk/<int:pk>/undo/", bulk.undo, name="bulk_undo"),
    path("<int:pk>/edit/", accounts.edit, name="edit"),
    path("<int:pk>/changes/", accounts.changes, name="changes"),
    path("<int:pk>/health/", accounts.health, name="health"),
    path("<int:pk>/escalate/", accounts.escalate, name="escalate"),
    path("<int:pk>/calm/", accounts.calm, name="calm"),
    path("<int:pk>/close/", accounts.close, name="close"),
    path("<int:pk>/join/", members.join, name="join"),
    path("<int:pk>/standing/", members.standing, name="standing"),
    path("<int:pk>/agreement/", members.agreement, name="agreement"),
    path("<int:pk>/verify/", members.verify, name="verify"),
    path("<int:pk>/limit/", members.limit, name="limit"),
    path("<int:pk>/limit/clear/", members.clear_limit, name="clear_limit"),
    path("<int:pk>/people/add/", contacts.add, name="contact_add"),
    path("people/<int:pk>/edit/", contacts.edit, name="contact_edit"),
    path("people/<int:pk>/agreement/", contacts.agreement, name="contact_agreement"),
    path("people/<int:pk>/quiet/", contacts.quiet, name="contact_quiet"),
    path("people/<int:pk>/left/", contacts.left, name="contact_left"),
    path("people/<int:pk>/returned/", contacts.returned, name="contact_returned"),
    path("people/<int:pk>/close/", contacts.close, name="contact_close"),
    path("campaigns/", campaigns.index, name="campaigns"),
    path("campaigns/new/", campaigns.new, name="campaign_new"),
    path("campaigns/<int:pk>/edit/", campaigns.edit, name="campaign_edit"),
    path("campaigns/<int:pk>/speakers/add/", campaigns.add_speaker, name="campaign_speaker"),
    path("campaigns/<int:pk>/speakers/<int:speaker>/take/", campaigns.take_speaker, name="campaign_speaker_take"),
    path("deals/", deals.index, name="deals"),
    path("deals/new/", deals.new, name="deal_new"),
    path("deals/<int:pk>/edit/", deals.edit, name="deal_edit"),
]
