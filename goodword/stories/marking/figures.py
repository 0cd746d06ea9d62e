"""Which figures a sentence says. Numbers in words are read as digits first, by a library that knows several languages."""

import re
from typing import Final

from text_to_num import alpha2digit

from goodword.stories.marking.rules import AMOUNT, BEFORE_AND_AFTER, CHANGE, MONEY, RATE, SHARE, TAKES, TIMES, Rule

# The languages whose numbers in words can be read, and the number above which they are: "one" counts nothing most of the time.
SPELT: Final = ("en", "de", "fr", "es", "it")
SMALLEST: Final = 1.5
_LARGE: Final = 100


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


_MAGNITUDE: Final = _any("k|thousand|million|billion|tausend|millionen|mille|millions|mil|millones|mila|milioni")
N: Final = rf"\d+(?:[.,\u00a0\u202f']\d+)*(?:\s?{_MAGNITUDE}\b)?"
_TIME: Final = (
    _any(
        "second|minute|hour|day|week|month|quarter|year",
        "sekunde|stunde|tag|woche|monat|jahr|seconde|heure|jour|semaine|mois|an|année",
        "segundo|minuto|hora|día|semana|mes|año|secondo|ora|giorno|settimana|mese|anno",
    )
    + "(?:s|n|en|e|es|i)?"
)
# A quantity: a number with or without its unit, or "an hour", "every day".
_QUANTITY: Final = _any(N, rf"\b(?:an?|one|under an?|every|once an?|half an?)\s{_TIME}\b")
_PART: Final = "(?:half|[½⅓])"
# "A third" is a part and no place in a row; "a quarter" is one too, unless something happens once in it.
_PARTS: Final = re.compile(
    r"\b(?:an?|one|2|two|3|three) (?:thirds?|fifths?|tenths?|half|quarters?(?= (?:of|less|more|fewer|faster)\b))\b|\bby a quarter\b"
)

# Numbers that count nothing: names, years, places in a row, the clock, people on a call.
_NAMED: Final = _any(
    r"version|release|chapter|section|paragraph|page|room|extension|number|no\.|question|phase|floor|step|line|slide|item|episode|part",
    r"ticket(?: number for \w+ was)?|kapitel|seite|raum|nummer|chapitre|salle|numéro|capítulo|página|número|capitolo|pagina|numero",
)
_NAMES: Final = re.compile(
    _any(
        rf"\b{_NAMED}\s#?{N}",
        r"[#§]\s?\d+",
        r"\b(?:19|20)\d\d\b",
        r"\b\d+(?:st|nd|rd|th)\b",
        r"\b\d{1,2}:\d\d\b",
        r"\b\d{1,2}\s?(?:am|pm|o'clock|uhr)\b",
        r"\b(?:at|until|past|to|um|à)\s(?:half past\s)?\d{1,2}(?=[,.;]|\s+so\b|$)",
        rf"\b{N} of (?:us|them|you)\b",
        r"\bonce\b(?! an? )",
    )
)
_LOGISTICS: Final = re.compile(r"^(?:so,? |well,? |and )?(?:let me|can you|could you|shall we|please|i have to|i will)\b")

_PERCENT: Final = r"(?:%|percentage|(?:percent|per cento?|prozent|pour cent|pour 100|por ciento|por 100)\b)"
_HALVES: Final = r"\b(?:die hälfte|la moitié|la mitad|la metà) (?:der|des|de|dei|delle)\b"
_SHARE: Final = _any(rf"{N}\s?{_PERCENT}", rf"{_PART} (?:of|die|der|des|de)\b", rf"\b{N} (?:out )?of (?:the |our )?{N}\b", _HALVES)
_COINS: Final = r"(?:euros?|dollars?|pounds?|francs?|franken|yen|cents?|eur|usd|gbp|chf|dólares|dollari|sterline)\b"
_MONEY: Final = _any(rf"(?:[€$£¥]|\b(?:eur|usd|gbp|chf)\b)\s?{N}", rf"{N}\s?(?:[€$£¥]|{_COINS})")
_TIMES: Final = _any(
    rf"\b{N}[- ](?:times|mal|fois|veces|volte)\b(?! (?:a|per|pro|par|al) )",
    r"\b(?:doubled|tripled|quadrupled|halved|twofold|threefold|tenfold|twice (?:as|the))\b",
    r"\b(?:verdoppelt|halbiert|doublé|duplicado|raddoppiato|dimezzato)\b",
)
_CHANGED: Final = _any(
    r"fell|fallen|dropped|cut|cutting|reduc\w+|saved?|saves|saving|shr[aiu]nk|grew|grown|rose|risen|climbed|increas\w+|decreas\w+",
    r"improv\w+|lowered|went (?:up|down)|gone (?:up|down)|brought .{0,60}(?:up|down)|down (?:from|to|by)|up (?:from|to|by)",
    r"lower|less|fewer|faster|quicker|shorter|got back|gained",
    r"gesunken|gestiegen|reduziert|gespart|weniger|schneller|baissé|réduit|gagné|économis\w+|moins|plus rapide",
    r"reducido|ahorr\w+|menos|ridotto|risparmi\w+|meno",
)
_MUCH: Final = _any(_QUANTITY, _PART)
_CHANGE: Final = _any(rf"\b{_CHANGED}\b.*{_MUCH}", rf"{_MUCH}.*\b{_CHANGED}\b")
_FROM_TO: Final = re.compile(
    _any(
        rf"\bfrom (?:\w+ ){{0,3}}?{_QUANTITY}.{{0,60}}?\bto (?:\w+ ){{0,3}}?(?:{_QUANTITY}|one|none)",
        rf"\bvon {N}.{{0,40}}?\bauf {_QUANTITY}",
        rf"\bde {N}.{{0,40}}?\b(?:à|a) {_QUANTITY}",
        rf"\bda {N}.{{0,40}}?\ba {_QUANTITY}",
    )
)
_NOW: Final = re.compile(
    r"\b(?:today|now|any ?more|this time|last year|than before|before (?:it|that)"
    r"|heute|früher|vorher|aujourd'hui|avant|hoy|antes|oggi|prima)\b"
)
_INSTEAD: Final = re.compile(
    r"\b(?:used to|instead of|rather than|down from|up from|what (?:kept|took|needed|cost)|statt|au lieu de|en lugar de|invece di)\b"
)
_ENDED: Final = _any(
    r"took|takes?|taken|done|ready|finish\w*|deliver\w*|fix\w*|settled?|closed?|moved?|trained|rolled out|rollout|migrat\w+|live",
    r"paid (?:for itself|back)|payback|recover\w*|resol\w+|ship\w*|onboard\w*|deploy\w*|build\w*|restor\w+|review\w*",
)
_ABOUT: Final = r"(?:(?:under|about|only|just|some|less than)\s)*"
_TAKES: Final = _any(
    rf"\b{_ENDED}\b.{{0,60}}?\b(?:in|within|under|over|only|just|inside|was|is|of|than)\s{_ABOUT}(?:{N}\s{_TIME}\b|an?\s(?:single\s)?{_TIME}\b)",
    rf"\b(?:took|takes|take|taken)\s(?:us\s)?{_ABOUT}{N}\s{_TIME}\b",
    rf"\b(?:under|over|in) an? single {_TIME}\b",
    rf", {N} .{{0,30}}\bin {N} {_TIME}\b",
)
_RATE: Final = rf"\b{N}(?: \w+){{0,3}} (?:an?|per|each|every|pro|par|por|al?|all[ao']?) ?{_TIME}\b"
_DEEDS: Final = _any(
    "serv|handl|process|train|scan|ship|support|migrat|mov|clos|deliver|manag|host|deploy|roll|replac|automat|sav|onboard|releas|connect|consolidat"
)
_DONE: Final = re.compile(rf"\b{_DEEDS}\w*(?: \w+){{0,2}}? {N}\s[a-z]")
_MANY: Final = re.compile(rf"(?P<many>{N})\s[a-zà-ÿ]+")
_RULES: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in ((SHARE, _SHARE), (MONEY, _MONEY), (TIMES, _TIMES), (CHANGE, _CHANGE), (TAKES, _TAKES), (RATE, _RATE))
)


def why_figure(sentence: str, language: str = "en") -> tuple[Rule, ...]:
    """The rules by which a sentence says a figure; none, if it only has numbers in it."""
    words = _PARTS.sub("⅓", sentence.casefold().replace("’", "'"))
    if language in SPELT:
        words = alpha2digit(words, language, SMALLEST)
    words = _NAMES.sub("·", words)
    if _LOGISTICS.search(words):
        return ()
    found = [rule for rule, pattern in _RULES if pattern.search(words)]
    if _before_and_after(words):
        found.append(BEFORE_AND_AFTER)
    if not found and _amount(words):
        found.append(AMOUNT)
    return tuple(found)


def _before_and_after(words: str) -> bool:
    if _FROM_TO.search(words):
        return True
    several = len(re.findall(_QUANTITY, words)) + len(re.findall(r"\b(?:one|none)\b", words))
    return bool((several > 1 and _NOW.search(words)) or (several and _INSTEAD.search(words)))


def _amount(words: str) -> bool:
    return _DONE.search(words) is not None or any(_size(each["many"]) >= _LARGE for each in _MANY.finditer(words))


def _size(number: str) -> float:
    """How large it is: with a word for thousands enough, and no thousands behind a point that is one."""
    if re.search(r"[a-z]", number):
        return float("inf")
    return 0.0 if re.fullmatch(r"\d+[.,]\d{1,2}", number) else float(re.sub(r"\D", "", number))
