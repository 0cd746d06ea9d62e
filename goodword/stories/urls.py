"""Addresses of stories, below /stories/. A story is addressed by its number: STORY-0007."""

from django.urls import path, register_converter

from goodword.kernel.references import story_number
from goodword.stories.views import board, lists, metrics, page, propose, questions, quotes, redlines, steps, transcripts


class StoryConverter:
    """`STORY-0007` or `7` in an address."""

    regex = r"(?:STORY-)?[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The number of the story."""
        return int(value.removeprefix("STORY-"))

    def to_url(self, value: int | str) -> str:
        """The number that people say."""
        return story_number(int(value))


register_converter(StoryConverter, "story")

app_name = "stories"
urlpatterns = [
    path("", lists.index, name="list"),
    path("board", board.board, name="board"),
    path("new", propose.propose, name="propose"),
    path("<story:number>", page.page, name="story"),
    path("<story:number>/brief", page.brief, name="brief"),
    path("<story:number>/metrics/new", metrics.write, name="add_metric"),
    path("<story:number>/metrics/form.xlsx", metrics.form_file, name="metrics_form"),
    path("<story:number>/metrics/take", metrics.take, name="take_metrics"),
    path("<story:number>/metrics/<int:pk>", metrics.write, name="metric"),
    path("<story:number>/metrics/<int:pk>/remove", metrics.remove, name="remove_metric"),
    path("<story:number>/questions", questions.index, name="questions"),
    path("<story:number>/questions/library", questions.library, name="question_library"),
    path("<story:number>/questions/new", questions.write, name="add_question"),
    path("<story:number>/questions/<int:pk>", questions.write, name="question"),
    path("<story:number>/questions/<int:pk>/move", questions.move, name="move_question"),
    path("<story:number>/questions/<int:pk>/remove", questions.remove, name="remove_question"),
    path("<story:number>/transcripts/new", transcripts.add, name="add_transcript"),
    path("<story:number>/transcripts/<int:pk>", transcripts.page, name="transcript"),
    path("<story:number>/transcripts/<int:pk>/speaker", transcripts.name, name="name_speaker"),
    path("<story:number>/transcripts/<int:pk>/remove", transcripts.remove, name="remove_transcript"),
    path("<story:number>/transcripts/<int:pk>/turns/<int:turn>/quote", quotes.keep, name="keep_quote"),
    path("<story:number>/transcripts/<int:pk>/send", redlines.send, name="send_transcript"),
    path("<story:number>/transcripts/<int:pk>/call-back", redlines.call_back, name="call_transcript_back"),
    path("<story:number>/transcripts/<int:pk>/approval", redlines.note, name="note_approval"),
    path("<story:number>/transcripts/<int:pk>/open-again", redlines.open_again, name="open_transcript_again"),
    path("<story:number>/transcripts/<int:pk>/redlines/<int:redline>", redlines.decide, name="decide_redline"),
    path("<story:number>/transcripts/<int:pk>/turns/<int:turn>/words", redlines.words, name="correct_words"),
    path("<story:number>/quotes/<int:pk>", quotes.word, name="quote"),
    path("<story:number>/quotes/<int:pk>/remove", quotes.remove, name="remove_quote"),
    path("<story:number>/people", page.assign, name="assign"),
    path("<story:number>/people/remove", page.unassign, name="unassign"),
    path("<story:number>/begin", steps.begin, name="begin"),
    path("<story:number>/steps/move", steps.move, name="move"),
    path("<story:number>/steps/<int:pk>/<slug:name>", steps.step, name="step"),
    path("<story:number>/comment", page.comment, name="comment"),
    path("<story:number>/do/<slug:name>", page.verb, name="verb"),
]
