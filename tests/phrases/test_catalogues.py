"""The catalogues and the code belong together: every code that is raised has its sentence, every sentence is said.

Codes are found where the code hands them over: `refused("form", "record.malformed", …)`, `StoreError("store.full", …)`,
and as any string or beginning of an f-string that is, or leads to, a code.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import comity
from comity import phrases
from comity.phrases.catalogue_of import Hole, holes
from comity.text import CASES

SOURCE = Path(comity.__file__).parent
CATALOGUE = phrases.load()
#: Functions that take a code, and at which place among their arguments.
TAKES_CODE = {"refused": 1, "without_effect": 0, "warning": 0, "Reason": 0, "say": 0, "tongue": 0}
NOT_PARAMETERS = {"provision", "confidence", "kind"}
#: Codes of these kinds are always written out where they are raised; "record." begins much that is no code.
WRITTEN_OUT = {f"{kind}." for kind in ("credentials", "heads", "instruments", "key", "log", "membership", "part", "record", "store")}
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[a-z0-9_-]+)+")
BEGINNING = re.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z0-9_.-]*")


class Use(NamedTuple):
    """A code as it is handed over: where, and with which parameters (none where that cannot be read off)."""

    where: str
    code: str
    given: frozenset[str] | None


@cache
def modules() -> list[tuple[Path, ast.Module]]:
    return [(file, ast.parse(file.read_text("utf-8"))) for file in sorted(SOURCE.rglob("*.py"))]


@cache
def fault_classes() -> frozenset[str]:
    """Every exception that is said by code: those that descend from `Fault`."""
    found = {"Fault"}
    bases = {
        node.name: {b.id for b in node.bases if isinstance(b, ast.Name)}
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


@cache
def adds_parameters() -> frozenset[str]:
    """Faults that say themselves and know more than they were raised with."""
    return frozenset(
        node.name
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(isinstance(one, ast.FunctionDef) and one.name == "said" for one in node.body)
    )


def codes_in(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(code)) if CODE.fullmatch(code):
            yield code
        case ast.IfExp():
            yield from codes_in(node.body)
            yield from codes_in(node.orelse)


def uses() -> Iterator[Use]:
    for file, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            at = TAKES_CODE.get(name, 0 if name in fault_classes() else None)
            if at is None or len(node.args) <= at:
                continue
            readable = name not in {"Reason", "say", *adds_parameters()} and all(keyword.arg for keyword in node.keywords)
            given = frozenset(k.arg for k in node.keywords if k.arg) - NOT_PARAMETERS if readable else None
            for code in codes_in(node.args[at]):
                yield Use(f"{file.relative_to(SOURCE)}:{node.lineno}", code, given)


def needed(code: str) -> set[str]:
    """The parameters without which the sentence would have a hole."""
    always = {p.name for words in CATALOGUE[code].values() for p in words if isinstance(p, Hole) and not p.given}
    return {name for name in always if not _only_where_given(code, name)}


def _only_where_given(code: str, name: str) -> bool:
    """`{address? at |}{address}`: said only where there is one."""
    return any(isinstance(p, Hole) and p.name == name and p.given for words in CATALOGUE[code].values() for p in words)


def test_every_code_that_is_raised_has_its_sentence() -> None:
    assert [use for use in uses() if use.code not in CATALOGUE] == []


def test_every_code_is_raised_with_the_parameters_that_its_sentence_says() -> None:
    short = [
        (use.where, use.code, sorted(needed(use.code) - use.given))
        for use in uses()
        if use.given is not None and use.code in CATALOGUE and not needed(use.code) <= use.given
    ]
    assert short == []


def mentioned() -> tuple[set[str], set[str]]:
    """Codes that stand in the source as they are, and beginnings to which an ending is added when it runs."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                (beginnings if node.value.endswith(".") else whole).add(node.value)
    for file in SOURCE.rglob("*.html"):
        for found in re.findall(r"""["']([a-z][a-z0-9_.-]*)["']""", file.read_text("utf-8")):
            (beginnings if found.endswith((".", "_", "-")) else whole).add(found)
    return whole, {one for one in beginnings if BEGINNING.fullmatch(one) and one not in WRITTEN_OUT}


def test_every_sentence_is_said_somewhere() -> None:
    whole, beginnings = mentioned()
    unsaid = [code for code in CATALOGUE if code not in whole and not any(code.startswith(one) for one in beginnings)]
    assert unsaid == []


#: Where one language leaves out what the other says: the English words of a parser; a number that only Russian repeats; a state
#: that English can call `it`, while a Russian pronoun would have to know its gender.
ONE_SIDED = {
    ("charter.broken_yaml", "why"), ("instruments.in_force", "of"), ("member.party_since", "state"), ("member.was_party_since", "state"),
    ("member.bound", "state"), ("member.was_bound", "state"), ("member.bound_none", "state"),
}  # fmt: skip


def test_both_languages_say_the_same_parameters() -> None:
    """A number that only chooses a form may do so in one language alone."""
    wrong = []
    for code, words in CATALOGUE.items():
        said = {p.name for phrase in words.values() for p in phrase if isinstance(p, Hole) and not p.forms}
        wrong += [(code, name) for name in sorted((holes(words["en"]) ^ holes(words["ru"])) & said)]
    assert sorted(set(wrong) - ONE_SIDED) == []


def test_every_hole_is_well_formed() -> None:
    """A brace left over is a misspelt hole; cases exist; plural forms are two in English and three in Russian, one alone goes by gender."""
    wrong = []
    for code, words in CATALOGUE.items():
        for lang, phrase in words.items():
            for piece in phrase:
                if isinstance(piece, str):
                    good = code.endswith(".json") or not set("{}") & set(piece)  # the shape of JSON is said in its own signs
                else:
                    by_gender = len(piece.forms) == 1 and piece.forms[0].count("/") == 2
                    forms = (0, 3 if lang == "ru" else 2)
                    good = by_gender or (piece.case in ("", "spelled", "word", "only", *CASES) and len(piece.forms) in forms and len(piece.given) in (0, 2))
                if not good:
                    wrong.append((code, lang, piece))
    assert wrong == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_words_are_in_their_own_script(lang: str) -> None:
    """English has no Cyrillic letter; a Russian sentence of several words has one."""
    wrong = []
    for code, words in CATALOGUE.items():
        literal = "".join(piece for piece in words[lang] if isinstance(piece, str))
        cyrillic = any("Ѐ" <= c <= "ӿ" for c in literal)
        english_word = re.search(r"[A-Za-z]{4,} [A-Za-z]{4,}", literal)
        if cyrillic if lang == "en" else english_word and not cyrillic and not code.endswith(".examples"):
            wrong.append((code, literal))
    allowed = {"cli.word.manner.ad_referendum", "cli.param.day"}  # Latin; days as they may be typed in both languages
    assert [one for one in wrong if one[0] not in allowed] == []
