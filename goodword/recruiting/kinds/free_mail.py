"""Providers of mail for everybody: an address there says nothing about where somebody works."""

from typing import Final

# The large ones of each part of the world, and those who give addresses for an hour. What is missing costs a wrong proposal only when a
# customer's people write from there, and a manager sees why it was proposed and may choose another.
_NAMES: Final = """
gmail googlemail outlook hotmail live msn passport yahoo ymail rocketmail aol aim icloud me mac protonmail proton pm tutanota tutamail tuta
gmx web t-online freenet posteo mailbox arcor online kabelmail vodafonemail
orange wanadoo free laposte sfr neuf numericable bbox club-internet
libero virgilio tiscali alice tin fastwebnet
bluewin hispeed sunrise
btinternet virginmedia talktalk sky ntlworld blueyonder
comcast verizon att sbcglobal bellsouth cox charter earthlink juno netzero optonline frontier
shaw rogers sympatico telus videotron
telenet skynet proximus ziggo kpnmail xs4all planet home chello upcmail
telia spray bredband online telenor
mail yandex ya rambler inbox list bk ukr
seznam centrum volny email post azet wp onet interia o2 op
qq 163 126 yeah sina sohu foxmail aliyun
naver hanmail daum nate kakao
docomo ezweb softbank au nifty biglobe so-net
rediffmail sify
uol bol terra ig globo
bigpond optusnet iinet tpg xtra
fastmail hey zoho zohomail hushmail runbox disroot riseup startmail mailfence
mailinator guerrillamail sharklasers 10minutemail temp-mail tempmail yopmail trashmail getnada dispostable maildrop discard throwawaymail
""".split()
_ENDINGS: Final = frozenset(
    "com net org de fr it es co.uk uk eu ch at be nl se no dk fi pl cz sk ru ua by kz cn jp co.jp ne.jp kr in co.in br com.br ar com.ar "
    "mx com.mx ca au com.au net.au nz co.nz io me email ai la im hu pt ie gr ro tr com.tr ne".split()
)
_KNOWN: Final = frozenset(_NAMES)


def is_free_mail(domain: str) -> bool:
    """Is this the domain of a provider of mail for everybody?"""
    name, _dot, ending = domain.strip().lower().rstrip(".").partition(".")
    if name in _KNOWN and ending in _ENDINGS:
        return True
    host, _dot, rest = ending.partition(".")
    return host in _KNOWN and rest in _ENDINGS
