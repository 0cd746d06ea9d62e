"""Campaigns: the list, the forms, and who spoke. The page of a campaign is drawn by the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.customers import access, actions, sheets
from goodword.customers.forms.campaigns import CampaignForm, SpeakerForm
from goodword.customers.models import Campaign
from goodword.customers.tables import campaigns as tables
from goodword.customers.views.edge import actor, reader, settle, small_form
from goodword.kernel.clock import now
from goodword.people.queries import regions
from goodword.ui import exports, pages

get_or_post = require_http_methods(["GET", "POST"])


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """All campaigns, searched, filtered and sorted."""
    found = tables.find_campaigns(request, access.campaigns_visible_to(request.user))
    if exports.wanted(request) and (file := exports.answer(request, sheets.campaigns(found.rows, found.total), at=now())):
        return file
    may_create = access.can_edit_campaigns(request.user)
    table = tables.campaigns(request, found, may_create=may_create, may_import=reader(request).is_manager)
    return pages.page_or_fragment(request, "customers/campaigns.html", "list", {"table": table, "may_create": may_create})


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """Write down a campaign."""
    _check(request)
    form = CampaignForm(request.POST or None, regions=regions(), campaigns=access.campaigns_visible_to(request.user))
    if request.method == "POST" and form.is_valid():
        campaign = actions.create_campaign(by=actor(request), at=now(), **form.values())
        pages.said(request, _("The campaign is here now. Add who spoke."))
        return redirect("desk:campaign", campaign.pk)
    return small_form(request, form, title=_("New campaign"), submit=_("Add the campaign"), back=reverse("customers:campaigns"))


@get_or_post
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a campaign."""
    _check(request)
    campaign, back = _load(request, pk), reverse("desk:campaign", args=[pk])
    others = access.campaigns_visible_to(request.user)
    form = CampaignForm(request.POST or None, instance=campaign, regions=regions(), campaigns=others)

    def draw() -> HttpResponse:
        return small_form(request, form, title=campaign.name, submit=_("Save"), back=back)

    def act() -> object:
        return actions.edit_campaign(_load(request, pk), by=actor(request), at=now(), **form.values())

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Saved."), draw=draw, back=back)


@get_or_post
def add_speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that a customer spoke."""
    _check(request)
    campaign, back = _load(request, pk), reverse("desk:campaign", args=[pk])
    form = SpeakerForm(
        request.POST or None, accounts=access.accounts_visible_to(request.user), initial={"account_name": request.GET.get("of", "")}
    )

    def draw() -> HttpResponse:
        return small_form(request, form, title=_("Who spoke"), submit=_("Add them"), back=back, lead=campaign.name)

    def act() -> object:
        return actions.add_speaker(campaign, **form.values(), by=actor(request), at=now())

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Added."), draw=draw, back=back)


@require_POST
def take_speaker(request: HttpRequest, pk: int, speaker: int) -> HttpResponse:
    """Take a speaker off the list."""
    _check(request)
    found = get_object_or_404(_load(request, pk).speakers.select_related("campaign"), pk=speaker)
    actions.take_speaker(found, by=actor(request), at=now())
    pages.said(request, _("Taken off the list."))
    return redirect("desk:campaign", pk)


def _load(request: HttpRequest, pk: int) -> Campaign:
    return get_object_or_404(access.campaigns_visible_to(request.user).select_related("on_demand"), pk=pk)


def _check(request: HttpRequest) -> None:
    if not access.can_edit_campaigns(reader(request)):
        raise PermissionDenied
