"""Addresses of the requests slice, below /requests/. A request is addressed by its number: REQ-0187."""

from django.urls import path, register_converter

from goodword.kernel.references import request_number
from goodword.requests.views import ask, board, confirming, decisions, event, giving, lists, many, page, pool, posts, refine, statement
from goodword.requests.views.verbs import CANDIDATE_VERBS, REQUEST_VERBS


class NumberConverter:
    """`REQ-0187` or `187` in an address."""

    regex = r"(?:REQ-)?[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The key of the request."""
        return int(value.removeprefix("REQ-"))

    def to_url(self, value: int | str) -> str:
        """The number that people say."""
        return request_number(int(value))


register_converter(NumberConverter, "req")

app_name = "requests"
urlpatterns = [
    path("", lists.index, name="list"),
    path("board", board.index, name="board"),
    path("confirm", confirming.index, name="confirm"),
    path("confirm/<int:candidate_id>", confirming.answer, name="confirm_answer"),
    path("confirm/<int:candidate_id>/opinion", confirming.opinion, name="confirm_opinion"),
    path("give", giving.give, name="give"),
    path("give/undo", giving.undo, name="give_undo"),
    path("new", ask.new, name="new"),
    path("new/draft", ask.draft, name="draft"),
    path("new/shape", ask.shape, name="shape"),
    path("new/live", ask.live, name="live"),
    path("new/owed", ask.owed, name="owed"),
    path("content", event.content, name="content"),
    path("decisions/<int:pk>", decisions.one, name="decision"),
    path("<req:number>", page.page, name="request"),
    path("<req:number>/decisions", decisions.of_request, name="decisions"),
    path("<req:number>/move", board.move, name="move"),
    path("<req:number>/edit", ask.edit, name="edit"),
    path("<req:number>/turn", ask.turn, name="turn"),
    path("<req:number>/hold-all", many.hold_all, name="hold_all"),
    path("<req:number>/ask-all", many.ask_all, name="ask_all"),
    path("<req:number>/own-mail", many.own_mail, name="own_mail"),
    path("<req:number>/discard", posts.discard, name="discard"),
    path("<req:number>/comments", page.comment, name="comment"),
    path("<req:number>/pool", pool.pool, name="pool"),
    path("<req:number>/pool/choose", pool.choose, name="choose"),
    path("<req:number>/ask-owners", refine.ask_owners, name="ask_owners"),
    path("<req:number>/agree-list", refine.agree_list, name="agree_list"),
    path("<req:number>/candidates/<int:candidate_id>/opinion", refine.opinion, name="opinion"),
    path("<req:number>/candidates/<int:candidate_id>/take-off", refine.take_off, name="take_off"),
    path("<req:number>/candidates/<int:candidate_id>/beside", refine.comment_beside, name="comment_beside"),
    path("<req:number>/candidates", posts.put_forward, name="suggest"),
    path("<req:number>/candidates/search", posts.search, name="search"),
    path("<req:number>/candidates/<int:candidate_id>/kit", event.kit, name="kit"),
    path("<req:number>/candidates/<int:candidate_id>/kit/photo", event.kit_photo, name="kit_photo"),
    path("<req:number>/candidates/<int:candidate_id>/kit/download", event.kit_file, name="kit_file"),
    path("<req:number>/candidates/<int:candidate_id>/words", statement.words, name="words"),
    path("<req:number>/candidates/<int:candidate_id>/plan", event.plan, name="plan"),
    path("<req:number>/candidates/<int:candidate_id>/plan/files/<int:pk>", event.plan_file, name="plan_file"),
    *(
        path(f"<req:number>/{verb.removesuffix('_request').replace('_', '-')}", posts.request_verb, {"verb": verb}, name=verb)
        for verb in REQUEST_VERBS
    ),
    *(
        path(f"<req:number>/candidates/<int:candidate_id>/{verb.replace('_', '-')}", posts.candidate_verb, {"verb": verb}, name=verb)
        for verb in CANDIDATE_VERBS
    ),
]
