"""What of the policy goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, apart, kept, searched

_NUMBERS = "ids, numbers and codes, by which a decision can be judged again"

ERASED: Final[Decisions] = {
    **kept("PolicyVersion", "name numbers note", "about our own rules"),
    **kept("PolicyDraft", "name note shipped numbers", "about our own rules"),
    **kept("PolicyReplay", "numbers name", "about our own rules"),
    **kept("Decision", "step verdicts team region kind", _NUMBERS),
    **apart("Decision", "facts", "of the person their number stays, languages and persona go (erasure/actions/own_rows.py)"),
    **kept("ReplayLine", "team region kind activity was would_be change why reason", _NUMBERS),
    **searched("Override", "reason", "why a colleague went over a rule may speak of the person"),
    **kept("Override", "rules", "codes of ours"),
    **kept("PoolMember", "search_name industry country segment tier use_cases competitors_replaced tech_stack stages_used", "the company"),
    **kept("PoolMember", "territories area", "the company"),
}
