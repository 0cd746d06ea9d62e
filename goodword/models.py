"""Imports each slice's models, nothing else."""

from goodword.approvals.models import *  # noqa: F403
from goodword.comments.models import *  # noqa: F403
from goodword.customers.models import *  # noqa: F403
from goodword.imports.models import *  # noqa: F403
from goodword.journal.models import *  # noqa: F403
from goodword.ledger.models import *  # noqa: F403
from goodword.links.models import *  # noqa: F403
from goodword.notifications.models import *  # noqa: F403
from goodword.people.models import *  # noqa: F403
from goodword.policy.models import *  # noqa: F403
from goodword.requests.models import *  # noqa: F403
