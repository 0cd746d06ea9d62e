"""What is needed, as the facts beside the page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.approvals.states import State
from goodword.customers.kinds import ActivityType
from goodword.customers.kinds.places import country_name, language_name
from goodword.customers.models import ListItem, Opportunity
from goodword.people.models import User
from goodword.requests.kinds import KINDS, Course, Question
from goodword.requests.kinds.answering import Address, Colleague, Day, OneOf, Stages, YesNo
from goodword.requests.models import Mode, Payer, ReferenceRequest, Travel
from goodword.ui.pieces import Fact, Person

FORMATS = {"call": gettext_lazy("by phone"), "video": gettext_lazy("by video"), "in_person": gettext_lazy("in person")}


def needed(row: ReferenceRequest, names: Mapping[str, str], *, leads_as: str = "") -> list[Fact]:
    """The facts of a request, without those nobody gave; `names` are the labels, `leads_as` says why its manager leads it."""
    facts = [
        _deal(row, names),
        *own_facts(row),
        Fact(label=_("Topic"), value=row.topic),
        Fact(label=_("Like them"), value=like_them(row, names)),
        *_day(row),
        *_place(row),
        _held(row),
        Fact(label=_("Wanted"), value=_wanted(row)),
        _person(_("Asked by"), row.requester.name, row.requester_id),
        _person(_("Led by"), row.manager.name if row.manager else "", row.manager_id, note=leads_as),
        Fact(label=_("Mode"), value=_mode(row) if row.submitted_at and KINDS[row.kind].has_customers else ""),
        Fact(label=_("Reason"), value=row.stage_reason),
        Fact(label=_("Why it cannot wait"), value=row.exception_reason),
        *_exception(row),
        Fact(label=_("Confidential"), value=_confidential(row)),
    ]
    return [fact for fact in facts if fact.value or fact.on or fact.person]


def own_facts(row: ReferenceRequest) -> list[Fact]:
    """What the kind asked besides, as it was answered."""
    questions = [each for each in KINDS[row.kind].own_questions if row.details.get(each.field)]
    colleagues = User.objects.in_bulk([row.details[each.field] for each in questions if isinstance(each.answer, Colleague)])
    return [_own(each, row.details[each.field], colleagues) for each in questions]


def _own(question: Question, value: Any, colleagues: Mapping[int, User]) -> Fact:
    label = str(question.short or question.label)
    match question.answer:
        case Colleague():
            who = colleagues.get(value)
            return _person(label, who.name if who else "", value)
        case OneOf():
            return Fact(label=label, value=str(question.answer.options.get(value, value)))
        case Address():
            return Fact(label=label, value=value, url=value)
        case Stages():
            return Fact(label=label, value=", ".join(value))
        case YesNo():
            return Fact(label=label, value=_("Yes"))
        case Day():
            return Fact(label=label, on=parse_date(value))
        case _:
            return Fact(label=label, value=str(value))


def _day(row: ReferenceRequest) -> list[Fact]:
    if not KINDS[row.kind].is_on_a_day:
        return [Fact(label=_("By"), on=row.needed_on)]
    return [Fact(label=_("Day"), on=row.needed_on), Fact(label=_("Until"), on=row.ends_on if row.ends_on != row.needed_on else None)]


def _place(row: ReferenceRequest) -> list[Fact]:
    place = _("Online") if row.is_online else ", ".join(filter(None, (row.place_city, row.place_state, country_name(row.place_country))))
    travel = Travel(row.travel).label if row.travel else ""
    if row.travel == Travel.NEEDED and row.travel_paid_by:
        travel = _("%(yes)s, paid by: %(who)s") % {"yes": travel, "who": Payer(row.travel_paid_by).label}
    return [
        Fact(label=_("Where"), value=place),
        Fact(label=_("Travel"), value=str(travel)),
        Fact(label=_("Plan to approve"), value=_("The customer must approve a marketing plan") if row.needs_plan_approval else ""),
        _campaign(row),
    ]


def _campaign(row: ReferenceRequest) -> Fact:
    if row.campaign is None:
        return Fact(label=_("Campaign"), value="")
    return Fact(label=_("Campaign"), value=row.campaign.name, url=reverse("desk:campaign", args=[row.campaign.pk]))


def _held(row: ReferenceRequest) -> Fact:
    if KINDS[row.kind].course is Course.CALL:
        words = _("%(minutes)s minutes, %(format)s") % {"minutes": row.minutes, "format": FORMATS.get(row.format, row.format)}
        return Fact(label=_("Call"), value=words)
    return Fact(label=_("They would do"), value=str(ActivityType(row.activity).label) if row.activity else "")


def _wanted(row: ReferenceRequest) -> str:
    return ngettext("%(n)s customer", "%(n)s customers", row.wanted) % {"n": row.wanted} if row.wanted > 1 else ""


def _exception(row: ReferenceRequest) -> list[Fact]:
    """The exception that was made: by whom, why, until when, under which conditions."""
    review = row.review
    if review is None or review.approval is None or review.approval.state != State.APPROVED or review.lapsed_at is not None:
        return []
    by = review.approval.decided_by
    return [
        _person(_("Exception by"), by.name if by is not None else "", by.pk if by is not None else None, note=review.approval.reason),
        Fact(label=_("Holds until"), on=review.until_on),
        Fact(label=_("Conditions"), value=review.conditions),
    ]


def _person(label: str, name: str, key: int | None, *, note: str = "") -> Fact:
    return Fact(label=label, person=Person(name=name, id=key or "", note=note) if name else None)


def _deal(row: ReferenceRequest, names: Mapping[str, str]) -> Fact:
    deal = row.opportunity
    if deal is None:
        return Fact(label=_("For"), value=row.prospect)
    amount = f"{number_format(deal.amount, 0, force_grouping=True)} {deal.currency}".strip() if deal.amount is not None else ""
    value = ", ".join(part for part in (deal.name, amount, names.get(deal.stage, deal.stage)) if part)
    return Fact(label=_("For"), value=value, url=reverse("desk:deal", args=[deal.pk]))


def like_them(row: ReferenceRequest, names: Mapping[str, str]) -> str:
    """What the customer should be like, in one line."""
    region = row.region.name if row.region else ""
    parts = [
        _either(names.get(code, code) for code in row.industries),
        region,
        country_name(row.country),
        *(names.get(code, code) for code in (row.segment, row.tier) if code),
        *(names.get(code, code) for code in row.use_cases),
        _("replaced %(product)s") % {"product": _either((names.get(code, code) for code in row.competitors), small=False)}
        if row.competitors
        else "",
        names.get(row.persona, row.persona),
        _("speaks %(language)s") % {"language": _either((language_name(code) for code in row.languages), small=False)}
        if row.languages
        else "",
        ngettext("%(n)s seat", "%(n)s seats", row.seats or 0) % {"n": number_format(row.seats, force_grouping=True)} if row.seats else "",
    ]
    return ", ".join(str(part) for part in parts if part)


def _either(words: Iterable[str], *, small: bool = True) -> str:
    """Several of which any one will do: "Insurance or banking"; names of products and languages keep their capital."""
    first, *others = [str(word) for word in words] or [""]
    return _(" or ").join([first, *(_small(word) if small else word for word in others)])


def _small(word: str) -> str:
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def deal_words(deal: Opportunity | None) -> str:
    """What a deal tells about the customer that would suit it: "Banking, Germany, 1,800 seats, comes from Jenkins"."""
    if deal is None:
        return ""
    names = dict(ListItem.objects.values_list("code", "label"))
    prospect = deal.account
    parts = [
        names.get(deal.competitor, deal.competitor)
        and _("comes from %(product)s") % {"product": names.get(deal.competitor, deal.competitor)}
    ]
    parts += [names.get(code, code) for code in deal.use_cases]
    if prospect is not None:
        seats = _("%(n)s seats") % {"n": number_format(prospect.seats, force_grouping=True)} if prospect.seats else ""
        parts = [names.get(prospect.industry, prospect.industry), prospect.region.name if prospect.region else "", seats, *parts]
    return ", ".join(str(part) for part in parts if part)


def _mode(row: ReferenceRequest) -> str:
    if row.mode == Mode.SELF_SERVICE:
        return _("Self-service: %(name)s picks, the owner decides") % {"name": row.requester.first_name}
    return _("Managed: %(name)s proposes, the owner decides") % {"name": row.manager.first_name if row.manager else _("the manager")}


def _confidential(row: ReferenceRequest) -> str:
    return _("Only the people on this request see which customer it is") if row.is_confidential else ""
