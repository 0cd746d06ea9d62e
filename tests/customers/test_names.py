"""Names are found by any part, in any script, and despite a slip of the finger, wherever one searches for them."""

import unicodedata
from random import Random

import pytest
from django.db import connection
from django.test import Client

from goodword.customers.models import Account
from goodword.customers.queries import by_name, nearest_first
from goodword.demo.names import company_names
from goodword.desk.queries.search import search
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACCENTS = {"a": "á", "e": "é", "i": "î", "o": "ö", "u": "ü", "n": "ñ", "c": "ç"}
SYLLABLES = "ba cor den fi gal hu is jor ka lem mo nir ol per qua ris so tur ve wy".split()
TRADES = ("Bank", "Freight", "Health", "Foods", "Systems", "Energy", "Rail", "Press", "Labs", "Group")


def misspelt(word: str, dice: Random) -> str:
    """Leave out, double, swap, replace or put an accent on one letter, or take every accent away."""
    at = dice.randrange(1, len(word))
    how = dice.choice(("drop", "double", "swap", "replace", "accent", "plain"))
    if how == "drop":
        return word[:at] + word[at + 1 :]
    if how == "double":
        return word[:at] + word[at] + word[at:]
    if how == "swap":
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    if how == "replace":
        return word[:at] + dice.choice(LETTERS) + word[at + 1 :]
    if how == "accent":
        return word[:at] + ACCENTS.get(word[at], word[at]) + word[at + 1 :]
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def a_misspelling(name: str, dice: Random) -> str:
    """Spell one word of a name wrongly: the longest half of the time."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) > 3] or [0]
    at = max(long, key=lambda each: len(words[each])) if dice.random() < 0.5 else dice.choice(long)
    words[at] = misspelt(words[at], dice)
    return " ".join(words)


def made_up(dice: Random, count: int) -> list[str]:
    """Invented names of two to three syllables and a trade, each once."""
    found: dict[str, None] = {}
    while len(found) < count:
        stem = "".join(dice.choice(SYLLABLES) for _ in range(dice.choice((2, 3, 3)))).capitalize()
        found[f"{stem} {dice.choice(TRADES)}"] = None
    return list(found)


@pytest.mark.slow
def test_a_misspelt_name_is_among_the_first_three_in_ninety_five_of_a_hundred() -> None:
    dice = Random(20261122)
    names = list(dict.fromkeys([*(name for name, _ in company_names(dice, 380)), *made_up(dice, 1200)]))
    Account.objects.bulk_create([Account(name=name) for name in names])
    missed = []
    tried = 250
    for name in dice.choices(names, k=tried):
        text = a_misspelling(name, dice)
        first = list(nearest_first(by_name(Account.objects.all(), text), text).order_by("named", "-alike", "name")[:3])
        if name not in [account.name for account in first]:
            missed.append((name, text))
    assert len(missed) <= tried * 0.05, missed


# The Unicode names of scripts whose letters come apart when they are written in full, and of those that Python and
# the database fold differently.
PARTS = [
    ("Vestara Shipping", "vsetara"),
    ("Biogen Rhône", "biogne"),
    ("Acme", "amce"),
    ("Łódzka Spółka Tkacka", "łódzka"),
    ("Łódzka Spółka Tkacka", "lodzka"),
    ("Größe & Söhne", "sohne"),
    ("株式会社星凪システムズ", "星凪"),
    ("株式会社ガラス工房", "ガラス"),
    ("한빛은행", "한빛"),
    ("Завод Йодных Красок", "йод"),
    ("Завод Йодных Красок", "зваод"),
    ("شركة النور للتجارة", "النور"),
    ("O'Brien, Doyle & Co", "doyle"),
    ("Nordwind", "ＮＯＲＤ"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "typed"), PARTS)
def test_a_name_is_found_by_its_parts_wherever_one_searches(name: str, typed: str) -> None:
    account = an_account(name)
    a_member(account)
    a_contact(account, name)
    a_deal(account, f"{name} 2027")
    an_account("Merrow Payments")
    reader = a_manager()
    client = Client()
    client.force_login(reader)
    every_group = {group.key: [hit.title for hit in group.hits] for group in search(typed, reader=reader)}
    assert every_group["customers"] == [name]
    assert every_group["contacts"] == [name]
    assert every_group["deals"] == [f"{name} 2027"]
    for page in ("/find/", "/customers/"):
        found = client.get(page, {"q": typed}).content.decode()
        assert f"/customers/{account.pk}/" in found
        assert "Merrow Payments" not in found


def test_colleagues_are_found_despite_a_slip() -> None:
    a_person(name="Anneke Visser")
    groups = search("annkee visser", reader=a_person(name="Tom Becker"))
    assert [hit.title for hit in groups[0].hits] == ["Anneke Visser"]


@pytest.mark.slow
def test_names_are_looked_up_in_indexes() -> None:
    Account.objects.bulk_create([Account(name=name) for name in made_up(Random(3), 3000)])
    with connection.cursor() as cursor:
        cursor.execute("analyze goodword_account")
    plan = by_name(Account.objects.all(), "vsetara").explain()
    assert "account_name_near" in plan
    assert "account_name_trgm" in plan
