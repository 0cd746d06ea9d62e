"""Addresses of recruiting, below /recruiting/. A nomination is addressed by its number: NOM-0031."""

from django.urls import path, register_converter

from goodword.kernel.references import nomination_number, registration_number
from goodword.recruiting.views import (
    asking,
    correct,
    coverage,
    handouts,
    introduce,
    join_links,
    lead,
    leads,
    lists,
    nominate,
    page,
    registration,
    registrations,
    verbs,
)


class NominationConverter:
    """`NOM-0031` or `31` in an address."""

    regex = r"(?:NOM-)?[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The number of the nomination."""
        return int(value.removeprefix("NOM-"))

    def to_url(self, value: int | str) -> str:
        """The number that people say."""
        return nomination_number(int(value))


class RegistrationConverter:
    """`REG-0012` or `12` in an address."""

    regex = r"(?:REG-)?[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The number of the registration."""
        return int(value.removeprefix("REG-"))

    def to_url(self, value: int | str) -> str:
        """The number that people say."""
        return registration_number(int(value))


register_converter(NominationConverter, "nom")
register_converter(RegistrationConverter, "reg")

app_name = "recruiting"
urlpatterns = [
    path("registrations/links", join_links.join_links, name="join_links"),
    path("registrations/links/<slug:program>/close", join_links.close, name="close_page"),
    path("registrations/links/<slug:program>/open", join_links.open_again, name="open_page"),
    path("", lists.index, name="nominations"),
    path("nominate", nominate.nominate, name="nominate"),
    path("nominate/customer", nominate.create_customer, name="create_customer"),
    path("nominate/draft", nominate.draft, name="draft"),
    path("show/", handouts.handouts, name="handouts"),
    path("show/<slug:which>/own", handouts.use_own, name="use_own_handout"),
    path("show/<slug:which>/ours", handouts.use_ours, name="use_our_handout"),
    path("show/<slug:which>/versions/<int:number>", handouts.older, name="older_handout"),
    path("show/<slug:which>", handouts.handout, name="handout"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/<slug:which>/", coverage.coverage, name="coverage_of"),
    path("coverage/<slug:which>/cell/", coverage.cell, name="cell"),
    path("leads/", leads.leads, name="leads"),
    path("leads/work", leads.work, name="leads_work"),
    path("leads/make", leads.make, name="make_leads"),
    path("leads/<int:pk>/stop", leads.stop, name="stop_leads"),
    path("leads/<int:pk>/asking/stop", asking.stop_asking, name="stop_nudging"),
    path("leads/<int:pk>/asking/go-on", asking.go_on_asking, name="resume_nudging"),
    path("leads/nudge", asking.nudge, name="nudge"),
    path("leads/mine/", lead.mine, name="my_leads"),
    path("leads/<int:pk>/", lead.lead, name="lead"),
    path("leads/<int:pk>/answer", lead.answer, name="answer_lead"),
    path("leads/answers/<int:pk>/take-back", lead.take_back, name="take_back_answer"),
    path("registrations/", registrations.registrations, name="registrations"),
    path("registrations/many", registrations.many, name="many_registrations"),
    path("registrations/undo/<int:moment>", registrations.undo_discard, name="undo_discard"),
    path("registrations/mine/", registration.mine, name="my_fitness"),
    path("registrations/fitness/<int:pk>", registration.fitness, name="answer_fitness"),
    path("registrations/<reg:number>", registration.page, name="registration"),
    path("registrations/<reg:number>/customer", registration.customer, name="registration_customer"),
    path("registrations/<reg:number>/comments", registration.comment, name="registration_comment"),
    path("registrations/<reg:number>/<slug:verb>", registration.act, name="registration_act"),
    path("<nom:number>", page.page, name="nomination"),
    path("<nom:number>/briefing", nominate.briefing, name="briefing"),
    path("<nom:number>/correct", correct.correct, name="correct"),
    path("<nom:number>/discard", nominate.discard, name="discard"),
    path("<nom:number>/comment", page.comment, name="comment"),
    path("<nom:number>/introduction", introduce.introduction, name="introduction"),
    path("<nom:number>/introduction/keep", introduce.keep_introduction, name="keep_introduction"),
    path("<nom:number>/approve", introduce.decide, name="approve"),
    path("<nom:number>/welcome/stop", verbs.stop_welcome, name="stop_welcome"),
    path("<nom:number>/do/<slug:name>", verbs.verb, name="verb"),
]
