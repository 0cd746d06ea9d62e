"""What people do with customers."""

from goodword.customers.actions.accounts import (
    check_health,
    close_escalation,
    create_account,
    edit_account,
    open_escalation,
    set_account_do_not_contact,
)
from goodword.customers.actions.bulk import begin_bulk, carry_out_bulk, say_bulk, undo_bulk
from goodword.customers.actions.by_rule import back_by_rule, move_by_rule, reverse_by_rule, reverse_many
from goodword.customers.actions.campaigns import add_speaker, create_campaign, edit_campaign, take_speaker
from goodword.customers.actions.contacts import (
    add_contact,
    agree_contact,
    be_quiet_until,
    edit_contact,
    mark_left,
    mark_returned,
    note_refused_address,
    set_do_not_contact,
)
from goodword.customers.actions.deals import create_opportunity, edit_opportunity
from goodword.customers.actions.erased import allow_again, asked_to_be_deleted, keep_marks
from goodword.customers.actions.lists import add_value, change_value, ensure_lists, lock_list, move_value
from goodword.customers.actions.locks import lock_account, lock_families, wait_for_account
from goodword.customers.actions.members import agree, change_standing, make_member, propose_retiring, verify
from goodword.customers.actions.own_limits import clear_self_limit, set_self_limit
from goodword.customers.actions.own_page import correct_own_details, send_own_page, send_own_pages
from goodword.customers.actions.replace import take_away_value
from goodword.customers.actions.tally import fold_tally

__all__ = [
    "add_contact",
    "add_speaker",
    "add_value",
    "agree",
    "agree_contact",
    "allow_again",
    "asked_to_be_deleted",
    "back_by_rule",
    "be_quiet_until",
    "begin_bulk",
    "carry_out_bulk",
    "change_standing",
    "change_value",
    "check_health",
    "clear_self_limit",
    "close_escalation",
    "correct_own_details",
    "create_account",
    "create_campaign",
    "create_opportunity",
    "edit_account",
    "edit_campaign",
    "edit_contact",
    "edit_opportunity",
    "ensure_lists",
    "fold_tally",
    "keep_marks",
    "lock_account",
    "lock_families",
    "lock_list",
    "make_member",
    "mark_left",
    "mark_returned",
    "move_by_rule",
    "move_value",
    "note_refused_address",
    "open_escalation",
    "propose_retiring",
    "reverse_by_rule",
    "reverse_many",
    "say_bulk",
    "send_own_page",
    "send_own_pages",
    "set_account_do_not_contact",
    "set_do_not_contact",
    "set_self_limit",
    "take_away_value",
    "take_speaker",
    "undo_bulk",
    "verify",
    "wait_for_account",
]
