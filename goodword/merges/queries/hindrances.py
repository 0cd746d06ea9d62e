"""Why two rows cannot become one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from goodword.customers.access import can_edit_account
from goodword.customers.models import Account, Contact
from goodword.customers.queries import ancestors
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.people.queries import manager_for
from goodword.requests.access import visible_to
from goodword.requests.models import Candidate
from goodword.requests.states import CANDIDATE_OUT


def between_companies(kept: Account, gone: Account, *, reader: User | None) -> Refused | None:
    """Why two companies cannot become one, in words; None when they can."""
    if reader is not None and not can_edit_account(reader, gone):
        return _not_yours(gone)
    if kept.pk == gone.pk:
        return refuse("same", _("This is the same company. Choose another one."))
    if kept.pk in {each.pk for each in ancestors(gone)} or gone.pk in {each.pk for each in ancestors(kept)}:
        below, above = (gone, kept) if kept.pk in {each.pk for each in ancestors(gone)} else (kept, gone)
        words = _("%(below)s belongs to %(above)s. Take it out of there first (edit its facts), if they are one company.")
        return refuse("family", words % {"below": below.name, "above": above.name})
    return _both_asked(kept, gone, reader=reader)


def between_people(kept: Contact, gone: Contact) -> Refused | None:
    """Why two people cannot become one, in words; None when they can."""
    if kept.pk == gone.pk:
        return refuse("same", _("This is the same person. Choose another one."))
    if kept.account_id != gone.account_id:
        return refuse("other_account", _("They stand at two customers. If these are one company, merge the companies first."))
    return None


def _not_yours(gone: Account) -> Refused:
    who = gone.owner.name if gone.owner else _("a reference manager")
    return refuse("not_yours", _("You may not change %(name)s. Ask %(who)s to merge the two.") % {"name": gone.name, "who": who})


def _both_asked(kept: Account, gone: Account, *, reader: User | None) -> Refused | None:
    live = Candidate.objects.exclude(state__in=CANDIDATE_OUT)
    both = live.filter(account=kept, reference_request__in=live.filter(account=gone).values("reference_request"))
    asked = [row.reference_request for row in both.select_related("reference_request").order_by("pk")]
    if not asked:
        return None
    seen = set(visible_to(reader).filter(pk__in=[row.pk for row in asked]).values_list("pk", flat=True)) if reader else set()
    named = ", ".join(row.number for row in asked if row.pk in seen)
    not_now = _("These two cannot be merged just now.")
    if named:
        why = _("Both are considered for %(requests)s. Release one of them there first.") % {"requests": named}
        return refuse("both_asked", f"{not_now} {why}")
    # What the reader does not see is not named, nor that it is there: whoever looks after the two may see more.
    keepers = [each for each in (manager_for(account=kept), manager_for(account=gone)) if each is not None and each != reader]
    ask = _("Ask %(name)s.") % {"name": keepers[0].name} if keepers else _("Ask another reference manager.")
    return refuse("both_asked", f"{not_now} {ask}")
