"""Names of nobody: parts from which the demo's companies and people are put together."""

import re
from random import Random
from unicodedata import combining, normalize

FRONT = (
    "Ald",
    "Bram",
    "Corv",
    "Dunn",
    "Elm",
    "Farrow",
    "Gal",
    "Hald",
    "Istr",
    "Jorv",
    "Kest",
    "Lind",
    "Marl",
    "Norr",
    "Oak",
    "Pell",
    "Quarr",
    "Rook",
    "Solv",
    "Tarn",
    "Umber",
    "Vest",
    "Wren",
    "Yarr",
    "Zell",
    "Arden",
    "Birch",
    "Cald",
    "Drift",
    "Even",
)
BACK = (
    "ane",
    "brook",
    "combe",
    "dale",
    "enholm",
    "field",
    "gard",
    "haven",
    "ister",
    "kirk",
    "land",
    "mere",
    "nes",
    "ora",
    "port",
    "quay",
    "ridge",
    "stow",
    "thorpe",
    "ulm",
    "vik",
    "wick",
    "wold",
    "yard",
    "zand",
    "mark",
    "moor",
    "stead",
    "worth",
    "well",
)
KINDS: dict[str, tuple[str, ...]] = {
    "banking": ("Bank", "Savings Bank", "Private Bank"),
    "insurance": ("Insurance", "Mutual", "Re"),
    "payments": ("Payments", "Pay"),
    "financial_services": ("Capital", "Asset Managers"),
    "public_sector": ("County Council", "Agency for Records", "Tax Office"),
    "healthcare": ("Health", "Clinics", "Hospital Trust"),
    "life_sciences": ("Biologics", "Pharma", "Labs"),
    "software": ("Systems", "Software", "Data"),
    "telecommunications": ("Telecom", "Networks"),
    "media": ("Media", "Press", "Pictures"),
    "retail": ("Stores", "Retail", "Market"),
    "food": ("Foods", "Brewing", "Mills"),
    "automotive": ("Motors", "Mobility", "Axle Works"),
    "energy": ("Energy", "Grid", "Wind"),
    "transport": ("Freight", "Shipping", "Rail"),
    "manufacturing": ("Works", "Tools", "Machines"),
    "education": ("University", "College"),
    "defence": ("Avionics", "Marine Systems"),
    "semiconductors": ("Semiconductor", "Photonics"),
    "consumer_goods": ("Goods", "Household"),
}
AWKWARD_COMPANIES: tuple[tuple[str, str, str], ...] = (
    ("Nordrheinische Versorgungs- und Rückversicherungsgesellschaft der Handwerkskammer am Rhein", "insurance", "Düsseldorf"),
    ("株式会社星凪システムズ", "software", "Fukuoka"),
    ("有限会社霧島果実", "food", "Osaka"),
    ("한빛나루 물류", "transport", "Seoul"),
    ("شركة النخيل الأزرق", "energy", "Dubai"),
    ("Coöperatieve Zuivelfabriek ’t Hoge Veld", "food", "Utrecht"),
    ("Żółw i Spółka", "retail", "Łódź"),
    ('O\'Farrow & "Sons" <Ltd>', "manufacturing", "Cork"),
    ("=Sum & Partners", "financial_services", "London"),
)
# What the names above are called in an address, where they are not written in our letters.
ELSEWHERE = {
    "株式会社星凪システムズ": "hoshinagi",
    "有限会社霧島果実": "kirishima-kajitsu",
    "한빛나루 물류": "hanbitnaru",
    "شركة النخيل الأزرق": "blue-palm",
}
PEOPLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        ("Alice", "Owen", "Grace", "Miles", "Hazel", "Theo", "Nora", "Felix", "Ivy", "Rory"),
        ("Ashdown", "Bellweather", "Crake", "Dunmore", "Esterly", "Fenwick", "Garrow", "Holloway", "Inskip", "Larkham"),
    ),
    "de": (
        ("Anke", "Jörg", "Silke", "Uwe", "Katrin", "Matthias", "Greta", "Holger"),
        ("Brandtner", "Dreßler", "Eichwald", "Förster-Lanz", "Kühnel", "Möhring"),
    ),
    "fr": (
        ("Anaïs", "Benoît", "Chloé", "Étienne", "Maëlle", "Rémi"),
        ("Delacourt", "Fauvel", "Grandpré", "L'Hermite", "Montclar", "Vasseur"),
    ),
    "es": (("Inés", "Álvaro", "Lucía", "Martín", "Sofía", "Nicolás"), ("Arroyo", "Cifuentes", "de la Peña", "Ibáñez", "Quiroga", "Valdés")),
    "pt": (("Beatriz", "João", "Lívia", "Tomás"), ("Azevedo", "Brandão", "Falcão", "Serra")),
    "it": (("Chiara", "Luca", "Giulia", "Matteo"), ("Bellandi", "Corvetti", "Marangoni", "Sartori")),
    "nb": (("Ingrid", "Håkon", "Marit", "Sindre"), ("Solheim", "Berge", "Tveit", "Ødegård")),
    "sv": (("Astrid", "Gustaf", "Linnéa", "Nils"), ("Åkerlund", "Forsell", "Hjortsberg", "Sandvik")),
    "da": (("Freja", "Mikkel", "Signe", "Rasmus"), ("Bjerregaard", "Holst", "Kjær", "Nørby")),
    "fi": (("Aino", "Eero", "Helmi", "Veikko"), ("Järvelä", "Koskinen", "Mäkelä", "Virtala")),
    "nl": (("Anneke", "Joost", "Femke", "Sander"), ("Vos", "van der Meij", "Kuipers", "de Wit")),
    "pl": (("Agnieszka", "Łukasz", "Zofia", "Wojciech"), ("Wilk", "Jędrzejczak", "Śliwa", "Żurek")),
    "cs": (("Božena", "Jiří", "Tereza"), ("Janů", "Martinů", "Petrů")),
    "tr": (("Ayşe", "Emre", "Zeynep"), ("Çelebi", "Güneş", "Yıldızhan")),
    "ar": (("ليلى", "عمر", "نادية", "يوسف"), ("الخطيب", "الحداد", "منصور")),
    "ja": (("美咲", "健太", "彩花", "大輔"), ("星野", "霧島", "高瀬", "小松原")),
    "ko": (("서연", "민준", "지우"), ("김", "한", "윤")),
    "zh": (("Mei Lin", "Jun Hao", "Xiu Ying"), ("Tan", "Goh", "Lim")),
    "hi": (("Ananya", "Rohan", "Kavya", "Vikram"), ("Deshpande", "Iyer", "Rao", "Chatterjee")),
    "vi": (("Thu Hà", "Minh Đức"), ("Nguyễn", "Trần")),
    "th": (("Achara", "Somchai"), ("Wongsuwan", "Rattanakorn")),
}
UNCOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "ı": "i"})
SURNAME_FIRST = frozenset({"ja", "ko", "vi", "zh"})
TITLES: dict[str, tuple[str, ...]] = {
    "executive": ("Chief Operating Officer", "Managing Director"),
    "it_executive": ("Chief Information Officer", "VP Engineering", "Chief Technology Officer"),
    "security_lead": ("Chief Information Security Officer", "Head of Security"),
    "engineering_lead": ("Head of Engineering", "Engineering Manager"),
    "platform_lead": ("Head of Platform", "Release Manager"),
    "developer": ("Staff Engineer", "Principal Developer"),
    "architect": ("Enterprise Architect",),
    "operations": ("Head of Operations",),
    "compliance": ("Head of Audit", "Risk Officer"),
    "communications": ("Head of Communications",),
}


def person_name(dice: Random, language: str) -> str:
    """A name as it is written where that language is spoken."""
    first, last = PEOPLE.get(language, PEOPLE["en"])
    given, family = dice.choice(first), dice.choice(last)
    if language in SURNAME_FIRST:
        return f"{family}{given}" if language in ("ja", "ko") else f"{family} {given}"
    return f"{given} {family}"


def mail_address(name: str, persona: str, company: str) -> str:
    """An address at an invented company; whose name has no letters of ours is written to by what they do."""
    domain = ELSEWHERE.get(company) or "-".join(_letters(company).split()[:2])
    return f"{_letters(name).replace(' ', '.') or persona.replace('_', '.')}@{domain}.example"


def _letters(text: str) -> str:
    plain = "".join(each for each in normalize("NFKD", text.lower().translate(UNCOMPOSED)) if not combining(each))
    return " ".join(re.findall("[a-z0-9]+", re.sub("['’]", "", plain)))


def company_names(dice: Random, count: int) -> list[tuple[str, str]]:
    """`count` different (name, industry) pairs."""
    stems = [front + back for front in FRONT for back in BACK]
    dice.shuffle(stems)
    industries = sorted(KINDS)
    pairs = []
    for number, stem in enumerate(stems[:count]):
        industry = industries[number % len(industries)]
        pairs.append((f"{stem} {dice.choice(KINDS[industry])}", industry))
    return pairs
