"""What the floors below complain of is said in Russian too: every sentence that their code raises has its pair."""

import ast
import errno
import os
import re
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest

import comity
from comity.phrases import Fault, load
from comity.phrases.why import LONGEST, in_russian, known

ROOT = Path(comity.__file__).parent
#: Where sentences are raised that reach a reader.
MODULES = sorted(
    path
    for where in ("day", "acts", "canon", "record", "mirror", "registry", "exchange", "organisation/names.py", "cli")
    for path in ([ROOT / where] if where.endswith(".py") else (ROOT / where).rglob("*.py"))
)
FAULTS = re.compile(r".*(Error|Fault|Refused|Failed|Size|Unreachable)")
_HOLE = "§"


def raised(path: Path) -> list[tuple[int, str]]:
    """The sentences that a module raises as an exception, with `§` where something is filled in."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name)):
            continue
        name = node.exc.func.id
        if not FAULTS.fullmatch(name) or path.name == "tree.py":  # no command checks a single proof
            continue
        if name == "ValueError" and "acts" not in path.parts:  # a mistake in the program
            continue
        place = 1 if name == "CanonError" else 0
        for value in node.exc.args[place : place + 1]:
            said = (one for one in _sentences(value) if re.sub(rf"[{_HOLE}:\s]", "", one) and not _is_code(one))
            found += [(node.lineno, one) for one in said]
    return found


def _sentences(value: ast.expr) -> list[str]:
    match value:
        case ast.Constant(value=str() as words):
            return [words]
        case ast.JoinedStr(values=parts):
            return ["".join(p.value if isinstance(p, ast.Constant) and isinstance(p.value, str) else _HOLE for p in parts)]
        case ast.IfExp(body=one, orelse=other):
            both = [*_sentences(one), *_sentences(other)]
            return [] if any(re.search("[а-яё«]", words) for words in both) else both  # said in both languages there
    return []


def _is_code(words: str) -> bool:
    return re.fullmatch(r"[a-z_]+(\.[a-z_]+)*", words) is not None


SENTENCES = [(path.relative_to(ROOT), line, words) for path in MODULES for line, words in raised(path)]


def test_there_are_sentences_to_look_at() -> None:
    assert len(SENTENCES) > 60


@pytest.mark.parametrize(("path", "line", "words"), SENTENCES, ids=[f"{p}:{n}" for p, n, _ in SENTENCES])
def test_every_sentence_that_is_raised_has_its_russian(path: Path, line: int, words: str) -> None:
    assert known(words) or words.startswith("the rehearsal has"), f"{path}:{line}: “{words}” is not in why.yaml"
    assert re.search("[а-яё]", in_russian(words)) or words.startswith("the rehearsal has")


def test_every_code_that_is_raised_has_its_words() -> None:
    codes = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                codes |= {c for c in _sentences(node.exc.args[0]) if _is_code(c) and "." in c}
    assert codes and sorted(c for c in codes if c not in load()) == []


@pytest.mark.parametrize("number", ["EACCES", "ENOENT", "ENOTDIR", "EISDIR", "ENOSPC", "EROFS", "EIO", "EADDRINUSE", "ECONNREFUSED", "EEXIST"])
def test_what_the_operating_system_says_is_said_in_russian(number: str) -> None:
    assert re.search("[а-яё]", in_russian(os.strerror(getattr(errno, number))))


def test_a_fault_within_a_fault_is_said_too() -> None:
    told = in_russian("$.a.b: the number 1.5 is no integer; amounts are decimal strings")
    assert told == "$.a.b: число 1.5 не целое; суммы пишутся строками"


class _Shape(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["a", "b"]
    words: list[str] = []
    name: Annotated[str, msgspec.Meta(min_length=2, pattern="^x")] = "xx"
    size: Annotated[int, msgspec.Meta(ge=1)] = 1


@pytest.mark.parametrize(
    "data", ["{}", '{"kind":"c"}', '{"kind":1}', '{"kind":"a","z":1}', '{"kind":"a","words":1.5}', '{"kind":"a","words":[1]}', "[]", "{",
             '{"kind":"a","name":"x"}', '{"kind":"a","name":"yy"}', '{"kind":"a","size":0}', "{}{}", "x"],
)  # fmt: skip
def test_what_the_types_say_of_a_value_is_said_in_russian(data: str) -> None:
    with pytest.raises(msgspec.MsgspecError) as fault:
        msgspec.json.decode(data, type=_Shape)
    for told in (str(fault.value), f"record.remark: {fault.value}"):
        said = in_russian(told)
        assert re.search("[а-яё]", said) and not re.search("[Ee]xpected|got|[Oo]bject|Invalid|field", said), said


def test_what_is_not_known_stays_as_it_is() -> None:
    assert in_russian("Keine Ahnung") == "Keine Ahnung"


def test_what_somebody_made_very_long_stays_as_it_is() -> None:
    long = "$.a: the member name " + "x" * LONGEST + " is not [a-z][a-z0-9_]*"
    assert in_russian(long) == long


@pytest.mark.parametrize("code", ["record.malformed", "record.charter_broken", "mirror.head", "registry.entry_altered"])
def test_a_reason_within_a_sentence_is_said_in_the_readers_language(code: str) -> None:
    fault = Fault(code, entry=3, why="line 1 is 'x', expected 'y'")
    assert "строка 1 — 'x', ожидается 'y'" in fault.said("ru").replace("\u00a0", " ")
    assert "line 1 is 'x', expected 'y'" in fault.said("en")


def test_a_sentence_without_a_code_is_said_in_the_readers_language() -> None:
    assert Fault("the text is not UTF-8 at byte 7").said("ru").replace("\u00a0", " ") == "текст не в кодировке UTF-8, байт 7"
