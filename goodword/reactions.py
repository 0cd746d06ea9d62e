"""What the world is told: each verb of the journal and the jobs that follow it. One table; owns the job `goodword.react`.

A reaction is its own job, safe to run twice. The jobs of one entry are deferred in one transaction, so a worker that
dies in between defers them again, and each does its work once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import OperationalError, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from goodword.journal.actions.record import REACT
from goodword.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Reaction:
    """One job that follows an entry: the task by name, and what it takes besides the entry."""

    task: str
    arguments: tuple[tuple[str, str], ...] = ()


def mail(*messages: str) -> tuple[Reaction, ...]:
    """The reactions that write these messages."""
    return tuple(Reaction("goodword.write_mails", (("message", message),)) for message in messages)


REACTIONS: Mapping[str, tuple[Reaction, ...]] = {
    # Requests
    "request.submitted": mail("request_submitted"),
    "request.held": mail("request_submitted", "exception_question", "exception_held"),
    "exception.delegated": mail("exception_question"),
    "exception.escalated": mail("exception_question"),
    "exception.reminded": mail("exception_question"),
    "exception.approved": mail("exception_made"),
    "promise.used_up": mail("promise_used_up"),
    "request.moved": mail("request_moved"),
    "request.handed_over": mail("handed_over"),
    "request.owners_asked": mail("owner_opinions"),
    "request.owners_reminded": mail("owner_opinions"),
    "request.opinions_passed_on": mail("owner_opinions"),
    "request.new_owner_asked": mail("owner_opinions"),
    "request.opinions_overdue": mail("opinions_overdue"),
    "request.shared": mail("let_know"),
    "request.unfulfilled": mail("request_ended"),
    "request.declined": mail("request_ended"),
    "request.cancelled": mail("request_ended"),
    "request.withdrawn": mail("request_ended"),
    # The account owner
    "candidate.referred": mail("referred"),
    "candidate.held": mail("owner_question"),
    "candidate.support_asked": mail("support_question"),
    "candidate.advised_against": mail("advised_against"),
    "request.settled": mail("request_ended"),
    "approval.reminded": mail("owner_reminder", "words_question"),
    "approval.delegated": mail("owner_question", "words_question"),
    "candidate.owner_approved": mail("owner_approved", "answered_already"),
    "candidate.owner_declined": mail("owner_declined", "answered_already"),
    "candidate.expired": mail("hold_expired"),
    # The customer
    "candidate.asked": mail("ask"),
    "candidate.reminded": mail("ask_again"),
    "candidate.link_renewed": mail("ask"),
    "candidate.accepted": mail("customer_accepted"),
    "candidate.declined": mail("customer_declined", "taken_back"),
    "candidate.not_answered": mail("customer_declined"),
    "candidate.colleague_named": mail("colleague_named"),
    "candidate.times_proposed": mail("times_proposed"),
    "candidate.introduced": mail("introduction"),
    "candidate.scheduled": mail("invitation"),
    "candidate.apologised": mail("apology"),
    "candidate.released": mail("called_off"),
    # Whoever registers on the public page
    "registration.received": mail("registration_confirm"),
    "registration.sent_again": mail("registration_confirm"),
    # What is prepared for an event
    "content.opened": mail("content_opened"),
    "content.assigned": mail("content_opened"),
    "content.put_aside": mail("content_went_on"),
    "content.stopped": mail("content_went_on"),
    "content.completed": mail("content_went_on"),
    "content.declined": mail("content_went_on"),
    "content.transferred": mail("content_went_on"),
    "kit.asked": mail("kit_asked"),
    "kit.reminded": mail("kit_reminder"),
    "kit.returned": mail("kit_changes"),
    "kit.sent": mail("kit_came"),
    "kit.approved": mail("kit_approved"),
    "plan.sent": mail("plan_sent"),
    "plan.shown": mail("plan_shown"),
    "plan.approved": mail("plan_answered"),
    "plan.returned": mail("plan_answered"),
    "plan.declined": mail("plan_answered"),
    "planning.booked": mail("planning_call"),
    "planning.moved": mail("planning_call"),
    "planning.cancelled": mail("planning_call"),
    # Sentences about a customer
    "words.handed_in": mail("words_question"),
    "words.passed": mail("words_sent", "words_went_on"),
    "words.returned": mail("words_went_on"),
    "words.approved": mail("words_answered", "words_usable"),
    "words.declined": mail("words_answered"),
    # Afterwards
    "request.completed": mail("outcome_request", "customer_outcome"),
    "request.outcome_chased": mail("outcome_request"),
    "request.outcome_reported": mail("thanks"),
    # Nominations
    "nomination.submitted": mail("nomination_submitted"),
    "nomination.reopened": mail("nomination_submitted"),
    "nomination.asked_back": mail("nomination_asked_back"),
    "nomination.answered": mail("nomination_answered"),
    "nomination.approved": mail("nomination_approved"),
    "nomination.turned_down": mail("nomination_turned_down"),
    "nomination.withdrawn": mail("nomination_withdrawn"),
    "nomination.welcomed": mail("welcome"),
    # Comments
    "comment.added": mail("mentioned"),
    "comment.edited": mail("mentioned"),
    # Reference leads
    "registration.team_asked": mail("fitness_question"),
    "registration.team_reminded": mail("fitness_question"),
    "registration.team_passed_on": mail("fitness_question"),
    "registration.team_overdue": mail("fitness_overdue"),
    "registration.review_reminded": mail("review_due"),
    "registration.accepted": mail("registration_accepted", "registration_comes"),
    "registration.declined": mail("registration_declined"),
    "registration.put_off": mail("registration_later"),
    "registration.call_planned": mail("registration_call"),
    "leads.nudged": mail("lead_nudge"),
    # Standing
    "user.asked_to_confirm": mail("confirm_records"),
    "member.retire_proposed": mail("retire_proposed"),
    "user.told_of_records": mail("records_overdue"),
    "member.moved_by_rule": (*mail("standing_moved"), Reaction("goodword.requests.note_standing_moved")),
    "candidate.standing_moved": mail("standing_moved_quietly"),
    # Mail and people
    "mail.failed": mail("not_delivered"),
    "contact.closed": mail("contact_stopped"),
    "contact.mail_refused": (Reaction("goodword.note_refused_address"),),
    "user.absence_set": (*mail("stands_in", "absence_noted"), Reaction("goodword.requests.pass_to_deputies")),
    "user.absence_changed": (*mail("stands_in", "absence_noted"), Reaction("goodword.requests.pass_to_deputies")),
    "account.edited": (Reaction("goodword.requests.follow_owners"),),
    "user.handed_over": mail("taken_over"),
    "user.given_requests": mail("given_requests"),
    "policy.brought_into_force": mail("beyond_limits"),
    # Stories
    "story.metric_asked": mail("metric_wanted"),
    "story.metric_found": mail("metric_found"),
    "story.transcript_sent": mail("transcript_sent"),
    "story.transcript_returned": mail("transcript_came_back"),
    "story.transcript_approved": mail("transcript_came_back"),
    # What a customer's contact does on its own page
    "contact.own_page_asked": mail("own_page"),
    "contact.own_page_changed": mail("own_page_changed"),
    "contact.erasure_link_asked": mail("erase_me"),
    "contact.erased": mail("person_erased"),
    "user.invited": mail("invited"),
    "user.invited_again": mail("invited"),
    "user.password_reset_asked": mail("password_reset"),
}


@app.task(name=REACT, retry=RetryStrategy(max_attempts=8, exponential_wait=2, retry_exceptions={OperationalError, Entry.DoesNotExist}))
def react(*, entry_id: int) -> None:
    """Defer one job per reaction to an entry."""
    with transaction.atomic():
        verb = Entry.objects.values_list("verb", flat=True).get(pk=entry_id)
        for reaction in REACTIONS.get(verb, ()):
            app.configure_task(reaction.task).defer(entry_id=entry_id, **dict(reaction.arguments))
