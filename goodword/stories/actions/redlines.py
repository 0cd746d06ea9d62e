"""The customer's word on a transcript: sent, corrected turn by turn, sent back, approved and sealed."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.customers.models import Contact
from goodword.journal.actions import record
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.text import from_a_stranger, one_line
from goodword.kernel.transitions import move
from goodword.stories import access
from goodword.stories.actions.locks import lock_story, lock_to_edit, lock_transcript
from goodword.stories.actions.transcripts import marked
from goodword.stories.models import Redline, Story, Transcript, TranscriptTurn
from goodword.stories.queries.seals import fingerprint, seal_of
from goodword.stories.states import STORY_OPEN, TRANSCRIPT_MOVES, TranscriptState

LONGEST_TURN: Final = 20_000
LONGEST_REMARK: Final = 2_000


@transaction.atomic
def send_transcript(transcript: Transcript, *, contact: Contact, by: Actor, at: datetime) -> Transcript | Refused:
    """Send it to somebody at the customer to correct and approve. Refuses whom we may not write to. Raises WrongState, NotAllowed."""
    row, _user = lock_to_edit(transcript.story, by=by, at=at)
    found = lock_transcript(transcript, row)
    reader = Contact.objects.select_related("account").filter(pk=contact.pk, account=row.account_id).first()
    if reader is None:
        return refuse("contact", _("Choose somebody at this customer."))
    if reader.do_not_contact or reader.account.do_not_contact:
        return refuse("contact", _("%(name)s does not want to be written to.") % {"name": reader.name})
    if reader.left_on is not None:
        return refuse("contact", _("%(name)s is no longer there.") % {"name": reader.name})
    if not reader.email or reader.bounced_at is not None:
        return refuse("contact", _("No mail reaches %(name)s. Correct the address first.") % {"name": reader.name})
    move(found, TRANSCRIPT_MOVES, "send", at=at, contact=reader, remark="")
    record("story.transcript_sent", by=by, at=at, about=[row, found, reader], circle_id=row.circle_id)
    return found


@transaction.atomic
def call_transcript_back(transcript: Transcript, *, by: Actor, at: datetime) -> None:
    """Take it back from the customer; what they corrected is kept. Raises WrongState, NotAllowed."""
    row, _user = lock_to_edit(transcript.story, by=by, at=at)
    found = lock_transcript(transcript, row)
    move(found, TRANSCRIPT_MOVES, "call_back", at=at)
    record("story.transcript_called_back", by=by, at=at, about=[row, found], circle_id=row.circle_id)


@transaction.atomic
def correct_turn(transcript: Transcript, turn: int, *, words: str, seen: str, by: Actor, at: datetime) -> Redline | Refused | None:
    """The customer would rather have a turn like this; nothing when it is as it was. `seen` are the words they corrected.

    Raises WrongState when it is no longer with them, NotAllowed for anybody else, Conflict when the turn has changed.
    """
    _row, found = _with_customer(transcript, by=by)
    said = found.turns.select_for_update().filter(pk=turn).first()
    if said is None:
        raise NotFound
    if seen != fingerprint(said.text):
        raise Conflict
    wanted = from_a_stranger(words, lines=True)
    if len(wanted) > LONGEST_TURN:
        return refuse("words", _("This is longer than we can keep: %(n)s letters at most.") % {"n": LONGEST_TURN})
    if wanted == said.text:
        Redline.objects.filter(turn=said).delete()
        return None
    made, _created = Redline.objects.update_or_create(turn=said, defaults={"words": wanted, "said_at": at, "answer": ""})
    return made


@transaction.atomic
def return_transcript(transcript: Transcript, *, remark: str, by: Actor, at: datetime) -> Refused | None:
    """The customer sends it back with what they corrected. Refuses when there is nothing to look at. Raises WrongState, NotAllowed."""
    row, found = _with_customer(transcript, by=by)
    wanted = from_a_stranger(remark, lines=True)[:LONGEST_REMARK]
    corrected = _open_redlines(found).count()
    if not wanted and not corrected:
        return refuse("remark", _("Say what should change, or correct it above. If all is well, approve it."))
    move(found, TRANSCRIPT_MOVES, "return", at=at, remark=wanted)
    record("story.transcript_returned", by=by, at=at, about=[row, found], circle_id=row.circle_id, corrected=corrected)
    return None


@transaction.atomic
def approve_transcript(transcript: Transcript, *, name: str, by: Actor, at: datetime) -> Refused | None:
    """The customer approves it with what they corrected: that is taken, and all of it sealed. Raises WrongState, NotAllowed."""
    row, found = _with_customer(transcript, by=by)
    typed = one_line(from_a_stranger(name))[:200]
    if not typed:
        return refuse("name", _("Please type your name: it stands under what you approve."))
    corrected = 0
    for redline in Redline.objects.select_related("turn__transcript").filter(turn__transcript=found):
        _take(redline)
        corrected += 1
    move(found, TRANSCRIPT_MOVES, "approve", at=at, approved_name=typed, approved_how="", remark="", seal=seal_of(found))
    record("story.transcript_approved", by=by, at=at, about=[row, found], circle_id=row.circle_id, corrected=corrected)
    return None


@transaction.atomic
def decide_redline(redline: Redline, *, takes: bool, answer: str = "", by: Actor, at: datetime) -> Refused | None:
    """Take what the customer would rather have, or say why not. Raises WrongState while it is not here, NotAllowed, NotFound."""
    row, _user = lock_to_edit(redline.turn.transcript.story, by=by, at=at)
    found = lock_transcript(redline.turn.transcript, row)
    if found.state not in (TranscriptState.RETURNED, TranscriptState.OPEN):
        raise WrongState("decide", found.state)
    wanted = Redline.objects.select_for_update(of=("self",)).select_related("turn__transcript").filter(pk=redline.pk).first()
    if wanted is None:
        raise NotFound
    why = one_line(answer)[:500]
    if takes:
        _take(wanted)
    elif not why:
        return refuse("answer", _("Say why not: the customer reads it when the transcript comes again."))
    else:
        wanted.answer = why
        wanted.save(update_fields=["answer"])
    verb = "story.redline_taken" if takes else "story.redline_declined"
    record(verb, by=by, at=at, about=[row], circle_id=row.circle_id, transcript=found.pk)
    return None


@transaction.atomic
def correct_words(transcript: Transcript, turn: int, *, words: str, seen: str, by: Actor, at: datetime) -> TranscriptTurn | Refused:
    """Correct what was heard wrong, before the customer reads it or after they did. Raises WrongState, Conflict, NotAllowed, NotFound."""
    row, _user = lock_to_edit(transcript.story, by=by, at=at)
    found = lock_transcript(transcript, row)
    if found.state not in (TranscriptState.RETURNED, TranscriptState.OPEN):
        raise WrongState("correct", found.state)
    said = TranscriptTurn.objects.select_for_update(of=("self",)).select_related("transcript").filter(pk=turn, transcript=found).first()
    if said is None:
        raise NotFound
    if seen != fingerprint(said.text):
        raise Conflict
    wanted = words.replace("\r\n", "\n").strip()
    if not wanted or len(wanted) > LONGEST_TURN:
        return refuse("words", _("Write what was said, in up to %(n)s letters.") % {"n": LONGEST_TURN})
    if wanted != said.text:
        said.text = wanted
        marked(said).save(update_fields=["text", "marks", "has_figure", "is_quotable"])
        record("story.turn_corrected", by=by, at=at, about=[row], circle_id=row.circle_id, transcript=found.pk, place=said.place)
    return said


@transaction.atomic
def note_approval(transcript: Transcript, *, name: str, how: str, by: Actor, at: datetime) -> Refused | None:
    """The customer approved it elsewhere: who, and how we know. Refuses while corrections are open. Raises WrongState, NotAllowed."""
    row, _user = lock_to_edit(transcript.story, by=by, at=at)
    found = lock_transcript(transcript, row)
    who, proof = one_line(name)[:200], one_line(how)[:300]
    if not who:
        return refuse("name", _("Say who approved it."))
    if not proof:
        return refuse("how", _("Say how you know: a mail of which day, a note of which call."))
    if _open_redlines(found).exists():
        return refuse("name", _("The customer corrected something that nobody has looked at yet. Decide about it first."))
    move(found, TRANSCRIPT_MOVES, "note_approval", at=at, approved_name=who, approved_how=proof, seal=seal_of(found))
    record("story.transcript_approval_noted", by=by, at=at, about=[row, found], circle_id=row.circle_id)
    return None


@transaction.atomic
def open_transcript_again(transcript: Transcript, *, reason: str, by: Actor, at: datetime) -> Refused | None:
    """Break the seal, for whoever leads the story: from then on nothing taken from it counts as approved. Raises WrongState, NotAllowed."""
    row, user = lock_to_edit(transcript.story, by=by, at=at)
    if not access.leads(user, row):
        raise NotAllowed
    found, why = lock_transcript(transcript, row), reason.strip()
    if not why:
        return refuse("reason", _("Say why: it stands on the timeline."))
    move(found, TRANSCRIPT_MOVES, "open_again", at=at, approved_name="", approved_how="", seal="")
    record("story.transcript_opened", by=by, at=at, about=[row, found], circle_id=row.circle_id, note=why[:500])
    return None


def _take(redline: Redline) -> None:
    turn = redline.turn
    turn.text = redline.words
    marked(turn).save(update_fields=["text", "marks", "has_figure", "is_quotable"])
    redline.delete()


def _open_redlines(transcript: Transcript) -> QuerySet[Redline]:
    return Redline.objects.filter(turn__transcript=transcript, answer="")


def _with_customer(transcript: Transcript, *, by: Actor) -> tuple[Story, Transcript]:
    row = lock_story(transcript.story)
    found = lock_transcript(transcript, row)
    if row.state not in STORY_OPEN or found.state != TranscriptState.SENT:
        raise WrongState("answer", found.state)
    if found.contact_id is None or by.kind is not ActorKind.CONTACT or by.id != found.contact_id:
        raise NotAllowed
    return row, found
