"""Transcripts of every kind become who said what and when; whatever is in a file, its owner gets words or a sentence."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.stories.reading import KINDS, Turn, read_transcript

ANNA, BEN = "Anna Solberg", "Ben Okafor"


def read(name: str, text: str | bytes) -> list[Turn]:
    found = read_transcript(name, text if isinstance(text, bytes) else text.encode())
    assert found.problems == [], found.problems
    return found.turns


def said(turns: list[Turn]) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in turns]


def word(*lines: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                table.cell(at, column).text = words
    file = BytesIO()
    document.save(file)
    return file.getvalue()


TWO = [(ANNA, "We moved in spring. It took a week."), (BEN, "And since then? Quiet nights.")]


def test_webvtt_with_voices_notes_styles_and_hours_left_out() -> None:
    turns = read(
        "a.vtt",
        "WEBVTT - a talk\n\nNOTE nobody says this\n\nSTYLE\n::cue { color: red }\n\n"
        f"1\n00:01.000 --> 00:03.000\n<v {ANNA}>We moved in <i>spring</i>.</v>\n\n"
        f"00:03.000 --> 00:05.000 align:start\n<v {ANNA}>It took a week.\n\n"
        f"01:00:05.500 --> 01:00:07.000\n<v.loud {BEN}>And since then?\n<v {BEN}>Quiet &amp;#39;nights&amp;#39;.\n",
    )
    assert said(turns) == [(ANNA, "We moved in spring. It took a week."), (BEN, "And since then? Quiet 'nights'.")]
    assert [turn.at for turn in turns] == [1.0, 3605.5]


def test_a_cue_whose_times_are_broken_is_not_dropped_in_silence() -> None:
    cues = ("00:01.000 --> 00:02.000\nOne.", "00:bad --> 00:04.000\nTwo.", "00:05.000 --> 00:06.000\nThree.\n")
    found = read_transcript("a.vtt", "\n\n".join(("WEBVTT", *cues)).encode())
    assert [turn.text for turn in found.turns] == ["One. Three."]
    assert [problem.line for problem in found.problems] == [6]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_srt_with_names_in_the_text_whatever_it_was_saved_by(encoding: str, ends: str) -> None:
    text = f"1\n00:00:01,000 --> 00:00:03,000\n{ANNA}: We moved\nin früh spring.\n\n2\n00:00:03,000 --> 00:00:04,500\n{BEN}: Aha.\n"
    assert said(read("a.srt", text.replace("\n", ends).encode(encoding))) == [(ANNA, "We moved in früh spring."), (BEN, "Aha.")]


def test_text_with_a_clock_before_each_line_and_names_before_colons() -> None:
    lines = (f"00:00:01 {ANNA}: We moved in spring.", "00:00:04 It took a week.", f"00:01:10 {BEN}: And since then? Quiet nights.\n")
    turns = read("a.txt", "\n\n".join(lines))
    assert said(turns) == TWO
    assert [turn.at for turn in turns] == [1, 70]


def test_a_colon_in_what_is_said_makes_nobody_a_speaker() -> None:
    text = f"{ANNA}: There is one thing: speed.\n\nBut remember: we had no choice.\n\nSee https://example.org for it."
    assert [turn.speaker for turn in read("a.txt", text)] == [ANNA]


def test_markdown_with_bold_names_and_escaped_clock_times() -> None:
    first, second = f"**{ANNA}:** We moved in *spring*. \\[04:05\\]", "It took [a week](https://example.org)."
    turns = read("a.md", f"---\ntitle: x\n---\n# The talk\n\n{first}\n\n{second}\n\n**{BEN}**: And since then? Quiet nights.\n")
    assert said(turns) == TWO
    assert turns[0].at == 245


def test_a_page_with_cite_and_time_and_one_without() -> None:
    week, nights = "<p>It took a week.</p>", "And since then? Quiet nights.</p>"
    turns = read("a.html", f"<cite>{ANNA}:</cite><time>0:01</time><p>We moved in spring.</p>{week}<cite>{BEN}:</cite><p>{nights}")
    assert said(turns) == TWO
    bare = f"<p>{ANNA}: We moved in spring.</p>{week}<p>{BEN}: {nights}"
    assert said(read("a.htm", f"<html><head><script>alert(1)</script></head><body>{bare}</body></html>")) == TWO


def test_a_word_document_of_paragraphs_with_entities_in_what_is_said_and_one_of_a_table() -> None:
    assert said(read("a.docx", word(f"{ANNA}: We didn&#39;t wait.", "", f"{BEN}: Aha."))) == [(ANNA, "We didn't wait."), (BEN, "Aha.")]
    table = word(rows=((ANNA, "We moved in spring."), (BEN, "Aha.")))
    assert said(read("a.docx", table)) == [(ANNA, "We moved in spring."), (BEN, "Aha.")]


@pytest.mark.parametrize("heads", ["Speaker,Start Time,Text", "who;time;said", "NAME\tOffset\tTranscript"])
def test_a_list_with_columns_by_whatever_name(heads: str) -> None:
    between = next(sign for sign in ",;\t" if sign in heads)
    lines = [(ANNA, "0:01", "We moved in spring."), (ANNA, "0:03", "It took a week."), (BEN, "0:05", "And since then? Quiet nights.")]
    turns = read("a.csv", "\n".join([heads, *(between.join(line) for line in lines)]))
    assert said(turns) == TWO
    assert [turn.at for turn in turns] == [1, 5]


def test_a_list_without_a_column_of_words_says_which_is_missing() -> None:
    found = read_transcript("a.csv", b"Speaker,Mood\nAnna,good\n")
    assert "what was said" in found.problems[0].words


def test_a_long_talk_of_one_person_is_broken_where_sentences_end() -> None:
    turns = read("a.txt", "\n\n".join(f"{n} is a number that I like very much indeed." for n in range(100)))
    assert len(turns) > 3
    assert all(turn.text.endswith(".") for turn in turns)


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"%PDF"), ("a.vtt", b"hello"), ("a.docx", b"PK"), ("a.txt", b" \n"), ("a.srt", b""), ("a", b"x")]
)
def test_what_is_no_transcript_is_said_in_words(name: str, content: bytes) -> None:
    found = read_transcript(name, content)
    assert found.problems
    assert found.turns == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KINDS), st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_whatever_a_file_holds_it_never_raises(kind: str, content: bytes) -> None:
    found = read_transcript(f"a.{kind}", content)
    assert found.turns or found.problems
    assert all("\x00" not in turn.text and turn.text.strip() for turn in found.turns)
