"""Names of persons that were collected with the facts, as patterns of whole words: they belong in parts, nowhere else."""

import re

import yaml

from tests.organisations.history import FOLDER

PERSONS: list[str] = [
    name for row in yaml.safe_load((FOLDER / "persons.yaml").read_text("utf-8")) for name in (row["en"], row["ru"])
]
#: A name as a word of its own; Russian ones with any ending. Ids of sources are written in capitals and are none.
NAMED = re.compile("|".join(rf"\b{name}\b" if name.isascii() else rf"\b{name}\w*" for name in PERSONS))


def named_in(text: str) -> list[str]:
    """The names that stand in a text."""
    return sorted({found[0] for found in NAMED.finditer(text)})
