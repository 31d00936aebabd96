"""Refs: a kind and one to four parts, read strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.ref import MAX_PARTS, RefError, kind, name, read, ref

kinds = st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True)
parts = st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True), min_size=1, max_size=MAX_PARTS)


@given(kinds, parts)
def test_a_ref_is_read_as_it_was_made(head: str, rest: list[str]) -> None:
    one = ref(head, *rest)
    assert read(one) == (head, *rest)
    assert (kind(one), name(one)) == (head, "/".join(rest))


def test_numbers_are_parts_too() -> None:
    assert ref("instrument", "charter-2002", 412) == "instrument/charter-2002/412"


BAD = [
    ("member", "'member' is no ref: 0 parts found, one to 4 expected"),
    ("a/b/c/d/e/f", "'a/b/c/d/e/f' is no ref: 5 parts found, one to 4 expected"),
    ("Member/TJ", "'Member/TJ' is no ref: the kind 'Member' should be lower-case words, as in 'member/TJ'"),
    ("-x/TJ", "'-x/TJ' is no ref: the kind '-x' should be lower-case words, as in 'member/TJ'"),
    ("", "'' is no ref: the kind '' should be lower-case words, as in 'member/TJ'"),
    ("/TJ", "'/TJ' is no ref: the kind '' should be lower-case words, as in 'member/TJ'"),
    *((f"member/{part}", f"{f'member/{part}'!r} is no ref: {part!r} should be letters, digits, '.', '_' or '-', at most 64")
      for part in ("", "..", ".", "T J", "TJ\n", "Ж", "%2e", "a" * 65, "-x")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BAD)
def test_what_is_no_ref_is_refused(text: str, said: str) -> None:
    with pytest.raises(RefError) as refused:
        read(text)
    assert str(refused.value) == said


@given(st.text(max_size=20))
def test_any_string_is_read_or_refused(text: str) -> None:
    try:
        head, *rest = read(text)
    except RefError:
        return
    assert ref(head, *rest) == text
