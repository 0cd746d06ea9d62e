"""What a stranger types becomes plain text: readable in every script, and nothing else."""

import pytest

from goodword.kernel.text import from_a_stranger


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ingrid  Solberg ", "Ingrid Solberg"),
        ("Ingrid\r\nBcc: all@example.org", "Ingrid Bcc: all@example.org"),
        ("In\u200bgr\u00adid\ufeff", "Ingrid"),
        ("\u202egnirts\u202c", "gnirts"),
        ("a\x00b\x07c", "abc"),
        ("<script>alert(1)</script>", "\u2039script>alert(1)\u2039/script>"),
        ("<!-- x --> <?php", "\u2039!-- x --> \u2039?php"),
        ("fewer than 5 < 6 and a <3", "fewer than 5 < 6 and a <3"),
        ("Ame\u0301lie", "Am\u00e9lie"),
        ("Z" + "\u0351" * 40, "Z" + "\u0351" * 4),
        ("山田 太郎", "山田 太郎"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "ab"),
        ("\ud800x", "x"),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert from_a_stranger(typed) == kept


def test_lines_stay_where_they_are_wanted() -> None:
    assert from_a_stranger(" one \r\n\r\n\r\n\r\n two\rthree\u2028four ", lines=True) == "one\n\ntwo\nthree four"
