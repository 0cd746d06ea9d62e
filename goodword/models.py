"""Imports each slice's models, nothing else."""

from goodword.approvals.models import *
from goodword.comments.models import *
from goodword.customers.models import *
from goodword.erasure.models import *
from goodword.files.models import *
from goodword.filters.models import *
from goodword.imports.models import *
from goodword.journal.models import *
from goodword.ledger.models import *
from goodword.links.models import *
from goodword.notifications.models import *
from goodword.people.models import *
from goodword.playbooks.models import *
from goodword.policy.models import *
from goodword.recruiting.models import *
from goodword.requests.models import *
from goodword.stories.models import *
from goodword.texts.models import *
