"""Old encodings told apart by the words they make: a word of one language's letters speaks for one, a jumble against it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise

ENOUGH = 40_000
SLIGHTLY = 0.02
# Letters beyond ASCII of one language each; what no language has in one word, nobody has written.
ALPHABETS = (
    "äöüßé",
    "àâæçéèêëîïôœùûüÿñ",
    "áéíñóúüª",
    "àáâãçéêíóôõúüº",
    "àèéìíîòóùú",
    "áàâäéèêëïíóöôúüûç",
    "åäöéüà",
    "åæøéóòôäöü",
    "åäöšžé",
    "äöõüšž",
    "ąćęłńóśźżü",
    "áčďéěíňóřšťúůýžöü",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "ăâîșțşţé",
    "čćđšžáë",
    "çğıöşüâîûi",
    "ąčęėįšųūž",
    "āčēģīķļņšūžõ",
    "àçèéíïòóúü",
    "ëçé",
)
FEW_SPEAKERS = "áðéíóúýþæö"
WRITTEN = frozenset("«»“”„‘’‚–—…€£§°©®™•¡¿ªº½¼¾²³\u00a0·¥´")
FREQUENT = {
    "CYRILLIC": frozenset("оеаинтсрвл"),
    "GREEK": frozenset("αοιετσνηυρςίόά"),
    "HEBREW": frozenset("יוהלאמרתבנש"),
    "ARABIC": frozenset("اليمنتروبةدسع"),
    "THAI": frozenset("นรากทมสวลยตงเปดบค"),
}
CYRILLIC = frozenset("оеаинтсрвлкмдпуыяьгзбчйхжшюцщэфъіїєў")
TOKEN = re.compile(r"[^\s,;|\"/()\[\]<>:&+]+")
# Where the common characters of a two-byte encoding begin and end: lead bytes, and the lowest trail byte.
COMMON = {
    "gb18030": ((0xB0, 0xD7), 0xA1),
    "big5": ((0xA4, 0xC6), 0x40),
    "euc_jp": ((0xB0, 0xCF), 0xA1),
    "cp932": ((0x88, 0x97), 0x40),
    "cp949": ((0xB0, 0xC8), 0xA1),
}
KANA = {"euc_jp": (0xA4, 0xA5), "cp932": (0x82, 0x83)}
SCRIPTS = {
    "cp1251": "CYRILLIC",
    "koi8_r": "CYRILLIC",
    "iso8859_5": "CYRILLIC",
    "cp866": "CYRILLIC",
    "cp1253": "GREEK",
    "cp1255": "HEBREW",
    "cp1256": "ARABIC",
    "cp874": "THAI",
}
LATIN = ("cp1252", "mac_roman", "cp850", "cp1250", "iso8859_2", "cp1254", "cp1257")
# The likelier first: it wins when two fit the same.
CANDIDATES = (*LATIN, *SCRIPTS, "cp932", "euc_jp", "cp949", "gb18030", "big5")


def likeliest(evidence: bytes) -> tuple[str, float]:
    """The encoding in which the lines read best, and how well: 1 is text without a flaw, 0 and less a jumble."""
    sample = evidence[:ENOUGH]
    found = {name: score(sample, name) for name in CANDIDATES}
    best = max(found.values())
    return next((name, value) for name, value in found.items() if value >= best - SLIGHTLY)


def score(sample: bytes, name: str) -> float:
    """The mean worth of the characters beyond ASCII, read in one encoding."""
    text = sample.decode(name, errors="replace")
    worth, signs = 0.0, 0
    judge: Callable[[str], float]
    if name in COMMON:
        judge = partial(east_asian_word, name=name)
    elif name in SCRIPTS:
        judge = partial(of_script, script=SCRIPTS[name])
    else:
        judge = latin
    for token in TOKEN.findall(text):
        if token.isascii():
            continue
        signs += sum(1 for sign in token if sign > "\x7f")
        worth += judge(token)
    return worth / signs if signs else 0.0


def latin(token: str) -> float:
    """A word in Latin letters: whole in some language, or not."""
    letters = frozenset(sign.lower()[0] for sign in token if sign > "\x7f" and sign.isalpha())
    total = sum(other_sign(token, index) for index, sign in enumerate(token) if sign > "\x7f" and not sign.isalpha())
    if not letters:
        return total
    count = sum(1 for sign in token if sign > "\x7f" and sign.isalpha())
    turned = sum(
        1
        for before, after in pairwise(token)
        if before.islower() and after.isupper() and not (before + after).isascii()
    )
    if len(token) == 1:
        return 0.5
    return total + count * in_one_language(letters) - 0.6 * turned


@lru_cache(maxsize=4096)
def in_one_language(letters: frozenset[str]) -> float:
    """What letters in one word are worth: all of one language, of a small one, or of none."""
    if any(letters <= alphabet for alphabet in _ALPHABETS):
        return 1.0
    return 0.7 if letters <= frozenset(FEW_SPEAKERS) else -1.0


_ALPHABETS = tuple(frozenset(each) for each in ALPHABETS)


def other_sign(token: str, index: int) -> float:
    """What a sign that is no letter is worth: quotation marks are written, line drawing is not."""
    sign = token[index]
    if sign == "\ufffd" or unicodedata.category(sign) == "Cc":
        return -2.0
    inside = 0 < index < len(token) - 1 and token[index - 1].isalpha() and token[index + 1].isalpha()
    if sign in "’´":
        return 0.5
    if inside:
        return -1.0
    return 0.7 if sign in WRITTEN else -0.7


def of_script(token: str, script: str) -> float:
    """A word in another script: its letters only, not mixed with Latin ones, capitals in front."""
    total = 0.0
    mixed = any(sign.isascii() and sign.isalpha() for sign in token)
    for index, sign in enumerate(token):
        if sign <= "\x7f":
            continue
        if not unicodedata.name(sign, "").startswith(script):
            total += other_sign(token, index) if not sign.isalpha() else -1.0
        elif mixed:
            total -= 0.8
        elif script == "CYRILLIC" and sign.lower() not in CYRILLIC:
            total -= 0.5
        else:
            total += 1.0 if sign.lower() in FREQUENT[script] else 0.75
    turned = sum(1 for before, after in pairwise(token) if before.islower() and after.isupper())
    return 0.3 if len(token) == 1 and total > 0 else total - turned


def east_asian_word(token: str, name: str) -> float:
    """The characters beyond ASCII of a word in a two-byte encoding."""
    return sum(east_asian(token, index, name) for index in range(len(token)) if token[index] > "\x7f")


def east_asian(token: str, index: int, name: str) -> float:
    """A character of a two-byte encoding: common ones speak for it, rare and half-width ones against."""
    sign = token[index]
    if sign == "\ufffd":
        return -2.0
    sides = token[index - 1 : index] + token[index + 1 : index + 2]
    if len(sides) == 2 and sides.isascii() and sides.isalpha():
        return -1.0  # alone between Latin letters
    try:
        code = sign.encode(name)
    except UnicodeEncodeError:
        return -1.0
    if len(code) != 2:
        return -0.4
    lead, trail = code
    first, last = COMMON[name][0]
    if lead in KANA.get(name, ()):
        return 1.2
    if first <= lead <= last and trail >= COMMON[name][1]:
        return 1.2 if name == "cp949" else 1.0
    return 0.6 if unicodedata.category(sign).startswith(("P", "S", "Z")) or unicodedata.east_asian_width(sign) == "F" else -0.4
