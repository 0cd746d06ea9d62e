"""Of what hangs on a company or a person: what somebody may know of. What is confidential is not even counted for anybody else."""

from django.db.models import Q, QuerySet

from goodword.approvals.models import Approval
from goodword.journal.models import Entry
from goodword.ledger.models import LedgerEntry
from goodword.links.models import Link
from goodword.notifications.models import Mail
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.requests.models import Candidate


def _known(reader: User, path: str = "circle") -> Q:
    return Q(**{path: None}) | Q(**{f"{path}__in": circles_of(reader)})


def candidates(reader: User) -> QuerySet[Candidate]:
    """The candidacies."""
    return Candidate.objects.filter(_known(reader, "reference_request__circle"))


def questions(reader: User) -> QuerySet[Approval]:
    """The questions to account owners."""
    return Approval.objects.filter(_known(reader))


def entries(reader: User) -> QuerySet[Entry]:
    """What the journal has."""
    return Entry.objects.filter(_known(reader))


def places(reader: User) -> QuerySet[LedgerEntry]:
    """The places in the ledger."""
    return LedgerEntry.objects.filter(_known(reader))


def mails(reader: User) -> QuerySet[Mail]:
    """The mails."""
    return Mail.objects.filter(_known(reader))


def links(reader: User) -> QuerySet[Link]:
    """The links in mailboxes."""
    hidden = Candidate.objects.exclude(pk__in=candidates(reader).values("pk"))
    return Link.objects.exclude(subject_kind="candidate", subject_id__in=hidden.values("pk"))
