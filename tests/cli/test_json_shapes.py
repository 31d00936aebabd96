"""What `comity show … --json` answers has the names that its help gives, in both languages, and no others."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from comity.cli.commands.show import VIEWS
from comity.phrases import load
from tests.cli.shell import Shell

ONE = {"member": "UZ", "instrument": "charter-2002"}
HEAD = {"organisation", "exercise", "on", "at"}
#: A view of one thing begins as its row in the view of all.
ROW_OF = {"member": "members", "instrument": "instruments"}


def documented(lang: str) -> dict[str, tuple[set[str], set[str]]]:
    """Of each view the names at its top and those of its rows, as the help gives them."""
    out: dict[str, tuple[set[str], set[str]]] = {}
    text = "".join(piece for piece in load()["cli.show.json"][lang] if isinstance(piece, str))
    view = ""
    lines: dict[str, str] = {}
    for line in text.splitlines()[2:]:
        if found := re.match(r"([a-z]+) ", line):
            view = found[1]
        if not re.match(r" *(status|period): ", line):
            lines[view] = lines.get(view, "") + line
    for name, line in lines.items():
        rows = re.findall(r"\[\{([^}]*)\}\]", line)
        names = set(re.findall(r'"([a-z_]+)"', re.sub(r"\[\{[^}]*\}\]", "", line)))
        out[name] = names, set(re.findall(r'"([a-z_]+)"', " ".join(rows)))
    for name, all_of in ROW_OF.items():
        out[name] = out[name][0] | out[all_of][1], set()
    return out


@pytest.mark.parametrize("what", VIEWS)
def test_an_answer_has_the_names_that_the_help_gives(shell: Shell, exercise: Path, what: str) -> None:
    said = shell("show", exercise, what, *((ONE[what],) if what in ONE else ()), "--json")
    view: dict[str, Any] = json.loads(said.out)
    for lang in ("en", "ru"):
        names, of_rows = documented(lang)[what]
        assert set(view) == HEAD | names, lang
        if of_rows:
            assert view[what], "an answer with rows"
            assert all(set(row) == of_rows for row in view[what]), lang


def test_the_help_describes_every_view() -> None:
    assert set(documented("en")) == set(documented("ru")) == set(VIEWS)
