"""What of erasures themselves goes, and what of the tables that others made for us."""

from typing import Final

from goodword.kernel.erasure import Decisions, apart, kept, searched

_QUEUE = "names of tasks, and ids"
_COLLEAGUES = "colleagues who sign in, who are no customers"

ERASED: Final[Decisions] = {
    **searched("Erasure", "reason", "who asked for it may have named the person"),
    **apart("Erasure", "seeking", "emptied as the last step (actions/erase.py)"),
    **kept("Erasure", "went", "numbers"),
    **kept("KeptEvidence", "kind", "a code of ours"),
    **kept("auth.Permission", "name codename", "rights of ours"),
    **kept("auth.Group", "name", "rights of ours"),
    **kept("contenttypes.ContentType", "app_label model", "tables of ours"),
    **apart("sessions.Session", "session_key session_data", "what a page wanted to say next is looked through (actions/beside.py)"),
    **kept("account.EmailAddress", "email", _COLLEAGUES),
    **kept("account.EmailConfirmation", "key", _COLLEAGUES),
    **kept("mfa.Authenticator", "data", _COLLEAGUES),
    **kept("socialaccount.SocialApp", "provider provider_id name client_id secret key settings", _COLLEAGUES),
    **kept("socialaccount.SocialAccount", "provider uid extra_data", _COLLEAGUES),
    **kept("socialaccount.SocialToken", "token token_secret", _COLLEAGUES),
    **kept("usersessions.UserSession", "ip session_key user_agent data", _COLLEAGUES),
    **searched("axes.AccessFailureLog", "username path_info", "somebody may have typed the person's address to sign in"),
    **kept("axes.AccessFailureLog", "user_agent ip_address http_accept", _COLLEAGUES),
    **searched("axes.AccessAttempt", "username path_info get_data post_data", "somebody may have typed the person's address to sign in"),
    **kept("axes.AccessAttempt", "user_agent ip_address http_accept", _COLLEAGUES),
    **searched("axes.AccessLog", "username path_info", "somebody may have typed the person's address to sign in"),
    **kept("axes.AccessLog", "user_agent ip_address http_accept session_hash", _COLLEAGUES),
    **kept("procrastinate.ProcrastinateJob", "queue_name task_name lock args queueing_lock", _QUEUE),
    **kept("procrastinate.ProcrastinatePeriodicDefer", "task_name periodic_id", _QUEUE),
}
