"""What people call the program's own words: standings, activities, answers and roles, in plain spelling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodword.customers.kinds import ActivityType, Sentiment, Standing
from goodword.imports.reading.names import plain
from goodword.ledger.models import Answer
from goodword.people.kinds import Role

STANDINGS = {
    Standing.RECRUITED: "recruiting | prospect | candidate | nominated | invited | new | pending",
    Standing.ACTIVE: "yes | available | green | open | referenceable | reference | enrolled | current",
    Standing.CAUTION: "caution | careful | yellow | amber | limited | restricted | at risk | use with care",
    Standing.PAUSED: "pause | on hold | hold | resting | rest | snoozed | inactive | unavailable | temporarily unavailable",
    Standing.RETIRED: "retire | former | alumni | left | removed | expired | churned | ended",
    Standing.DECLINED: "decline | refused | no | opted out | opt out | not interested | not referenceable | red",
}
ACTIVITIES = {
    ActivityType.SALES_CALL: "reference call | call | phone call | phone reference | customer call | reference | peer call",
    ActivityType.ANALYST_CALL: "analyst | analyst interview | analyst reference | analyst relations | ar",
    ActivityType.PRESS_INTERVIEW: "press | press reference | media | media interview | media reference | pr | press release",
    ActivityType.EVENT_TALK: "event | speaking | speaker | event speaker | event speaking | talk | conference talk | keynote",
    ActivityType.WEBINAR: "web seminar | online event | webcast",
    ActivityType.PODCAST: "podcast guest",
    ActivityType.PANEL: "panel discussion | panelist | panellist | roundtable | round table",
    ActivityType.SITE_VISIT: "visit | onsite visit | on site visit | reference visit",
    ActivityType.ADVISORY_BOARD: "cab | customer advisory board | advisory council | customer council | advisory",
    ActivityType.CASE_STUDY: "case studies | success story | success stories | customer story | customer stories | story",
    ActivityType.BLOG: "blog post | blog article | article | guest blog",
    ActivityType.VIDEO: "video testimonial | testimonial video | customer video | video case study",
    ActivityType.QUOTE: "testimonial | written testimonial | customer quote | quotation",
    ActivityType.ANECDOTE: "win story | proof point",
    ActivityType.LOGO: "logo use | logo usage | use of logo | logo rights | name and logo",
    ActivityType.SURVEY: "customer survey | research | questionnaire",
    ActivityType.PEER_REVIEW: "review | online review | review site | product review | g2 review | g2 | gartner peer insights",
}
ANSWERS = {
    Answer.ACCEPTED: "accept | agreed | approved | confirmed | done | completed | complete | took place | held | delivered",
    Answer.DECLINED: "decline | refused | rejected | denied | not interested | cancelled | canceled",
    Answer.NO_ANSWER: "no response | no reply | not answered | unanswered | unresponsive | silent | expired | timed out | no show",
}

ROLES = {
    Role.REFERENCE_MANAGER: "manager | program manager | reference program manager | customer reference manager | advocacy manager",
    Role.ACCOUNT_OWNER: "owner | account manager | account executive | ae | seller | sales rep | sales",
    Role.CSM: "customer success | success manager | csm",
    Role.TEAM_LEAD: "lead | team leader | sales manager",
    Role.EXCEPTION_REVIEWER: "reviewer",
    Role.LEGAL: "lawyer | counsel",
    Role.PMM: "pmm | marketing | product marketing manager",
    Role.PR: "public relations | communications",
    Role.ANALYST_RELATIONS: "ar",
    Role.EVENT_MANAGER: "events | event marketing",
    Role.REQUESTER: "user | member | employee",
}
SENTIMENTS = {
    Sentiment.POSITIVE: "happy | green | good | promoter | positiv | positif | delighted | satisfied",
    Sentiment.NEUTRAL: "ok | okay | yellow | passive | mixed | neutre | fair",
    Sentiment.NEGATIVE: "unhappy | red | bad | detractor | negativ | négatif | frustrated | dissatisfied | poor",
}
# Nobody becomes an administrator by a list.
GIVEN = [(code, label) for code, label in Role.choices if code != Role.ADMINISTRATOR]


def own_words() -> dict[str, dict[str, str]]:
    """The program's own lists: plain spelling to code. The words of this page's language count, and their plural in English."""
    found: dict[str, dict[str, str]] = {}
    lists: tuple[tuple[str, list[tuple[str, Any]], Mapping[Any, str]], ...] = (
        ("standing", Standing.choices, STANDINGS),
        ("activity", ActivityType.choices, ACTIVITIES),
        ("sentiment", [each for each in Sentiment.choices if each[0]], SENTIMENTS),
        ("answer", Answer.choices, ANSWERS),
        ("role", GIVEN, ROLES),
    )
    for name, choices, known in lists:
        found[name] = _spelt(dict(choices), {str(code): words for code, words in known.items()})
    return found


def _spelt(labels: Mapping[str, object], known: Mapping[str, str]) -> dict[str, str]:
    spelt = {plain(word): code for code, words in known.items() for word in words.split("|")}
    spelt |= {plain(word) + "s": code for code in labels for word in (code, *known.get(code, "").split("|")) if word}
    return spelt | {plain(word): code for code, label in labels.items() for word in (code, str(label))}
