"""What keeps machines out of the public page, without anybody else's help: time, a small task for the browser, and how often.

A browser with scripts does a small task while its reader types (altcha); one without is trusted less and may send less. Nothing here
asks a person to do anything.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from altcha import Payload, create_challenge, verify_solution
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from goodword.kernel.refusal import Refused, refuse
from goodword.links.actions import A_DAY, AN_HOUR, count_try
from goodword.recruiting.kinds import Trust, inbox_of, networks_around

# One attempt is one derivation of 4,000 rounds, and one attempt in 256 is right: about a second on a phone, while its reader types.
ALGORITHM: Final = "PBKDF2/SHA-256"
ROUNDS: Final = 4000
BEGINS_WITH: Final = "00"
LONGEST_PROOF: Final = 4000
# Nobody fills this page in faster; and a page that stood open longer says so, and keeps what was typed.
FASTEST: Final = timedelta(seconds=3)
LONGEST_OPEN: Final = timedelta(hours=12)
TASK_LASTS: Final = timedelta(hours=12)
# How often one network may knock, and how often it may bring something; a wider one around it so many times that.
MOST_KNOCKS: Final = 300
KNOCKS_WITHIN: Final = timedelta(minutes=10)
MOST: Final = {Trust.PROOF: 30, Trust.PLAIN: 5}
WIDER: Final = (1, 4, 12)
# Without scripts from all networks together: who has many networks cannot write to many strangers through us. The widest that we count
# as one has a fifth of it.
MOST_PLAIN_TOGETHER: Final = 300
# To one inbox in a day, whoever asks for them, and as many of these as one network may cause.
MOST_MAILS: Final = 3
MOST_MAILS_FROM_ONE: Final = 2
_SIGNER: Final = Signer(salt="goodword.join")


@dataclass(frozen=True, slots=True)
class Gate:
    """What a page carries: when it was made, signed, and the task for the browser."""

    stamp: str
    task: str


def open_gate(program: str, *, at: datetime) -> Gate:
    """A new page: its stamp and its task."""
    moment = int(at.timestamp())
    made = create_challenge(
        algorithm=ALGORITHM, cost=ROUNDS, key_prefix=BEGINS_WITH, data={"at": moment, "program": program}, hmac_secret=_secret()
    )
    return Gate(_SIGNER.sign(f"{program}:{moment}"), json.dumps(made.to_dict()))


def network_mark(network: str) -> str:
    """A mark by which a network can be known again for some days, and not read; of what one company has there is one."""
    return _mark(networks_around(network)[:2][-1])


def knocks_too_often(network: str, *, at: datetime) -> bool:
    """Count one more submission of a network, whatever is in it, and say whether that is too many to look at."""
    return _too_often("knock", network, most=MOST_KNOCKS, at=at, within=KNOCKS_WITHIN)


def _too_often(what: str, network: str, *, most: int, at: datetime, within: timedelta) -> bool:
    """Count it for a network and, unless that is too often already, for the wider ones: its neighbours are not held up by it."""
    around = zip(networks_around(network), WIDER, strict=False)
    return any(count_try(f"join {what} {_mark(each)}", at=at, within=within) > most * times for each, times in around)


def _mark(said: str) -> str:
    return salted_hmac("goodword.join.network", said, algorithm="sha256").hexdigest()[:32]


def pass_gate(stamp: str, proof: str, *, program: str, network: str, at: datetime) -> Trust | Refused:
    """How far a submission is trusted; refused when it came too fast or too often, or with a task that served before."""
    refused = _when(stamp, program=program, at=at)
    if refused is not None:
        return refused
    done = _task_of(proof, program=program, at=at)
    if done and count_try(f"join task {done}", at=at, within=A_DAY) > 1:
        return refuse("used", _("This was sent already. If nothing reached you, press once more."))
    trust = Trust.PROOF if done else Trust.PLAIN
    if _too_often(trust, network, most=MOST[trust], at=at, within=AN_HOUR):
        return _too_many()
    if trust == Trust.PLAIN and count_try("join plain", at=at) > MOST_PLAIN_TOGETHER:
        return _too_many()
    return trust


def may_write_to(address: str, *, network: str = "", at: datetime) -> bool:
    """May one more mail go to an address that nobody has confirmed? Nobody fills a stranger's inbox through us.

    Nor keeps anybody out: what is registered without a mail is kept, and the button of any mail that is there opens it as well.
    """
    inbox = inbox_of(address)
    if network and count_try(f"join from {_mark(f'{inbox} {network_mark(network)}')}", at=at, within=A_DAY) > MOST_MAILS_FROM_ONE:
        return False
    mark = salted_hmac("goodword.join.address", inbox, algorithm="sha256").hexdigest()[:40]
    return count_try(f"join mail {mark}", at=at, within=A_DAY) <= MOST_MAILS


def _too_many() -> Refused:
    return refuse(
        "too_many", _("A lot came from your network in the last hour. What you wrote still stands below: please send it again in an hour.")
    )


def _when(stamp: str, *, program: str, at: datetime) -> Refused | None:
    """What the stamp says of when the page was made."""
    try:
        named, _colon, moment = _SIGNER.unsign(stamp).partition(":")
    except BadSignature:
        named = moment = ""
    passed = at.timestamp() - int(moment) if moment else None
    if passed is None or named != program or passed > LONGEST_OPEN.total_seconds():
        return refuse("too_old", _("This page stood open for a long time. Everything is kept: please look at it, and press once more."))
    if passed < FASTEST.total_seconds():
        return refuse("too_fast", _("That was very quick. Everything is kept: please look at it, and press once more."))
    return None


def _task_of(proof: str, *, program: str, at: datetime) -> str:
    """The mark of a task that was done for this page, or nothing: what is not right counts as if it were not there."""
    if not proof or len(proof) > LONGEST_PROOF or not _is_right(proof):
        return ""
    signature, data = _said_in(proof)
    moment, past = data.get("at"), at.timestamp()
    if data.get("program") != program or not isinstance(moment, int) or not 0 <= past - moment + 1 <= TASK_LASTS.total_seconds():
        return ""
    return hashlib.sha256(signature.encode()).hexdigest()[:40]


def _is_right(proof: str) -> bool:
    try:
        return bool(verify_solution(proof, _secret()).verified)
    except Exception:  # noqa: BLE001 -- whatever a stranger sends, a task that cannot be read is a task that was not done
        return False


def _said_in(proof: str) -> tuple[str, dict[str, Any]]:
    """The signature and our own notes of a task that is known to be right."""
    task = Payload.from_base64(proof).challenge
    return str(task.signature), dict(task.parameters.data or {})


def _secret() -> str:
    return salted_hmac("goodword.join.task", "key", algorithm="sha256").hexdigest()
