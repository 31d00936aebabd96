"""Names of persons that were collected with the facts, as patterns of whole words: they belong in parts, nowhere else.

Who is on the list: whoever the facts name as holding an office or as having said something. Who is not: the authors of
publications whom nobody quotes (of a handbook, of an article, of a report); they stay in the title of what they wrote,
as in any bibliography, and nowhere else: what they wrote is theirs to sign. Titles of sources are of our making for the
rest and name the office that spoke. The address of a page is where it is published; it is not ours to change, and in it
a name may stand.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from tests.organisations.history import FOLDER

PERSONS: list[dict[str, Any]] = yaml.safe_load((FOLDER / "persons.yaml").read_text("utf-8"))
#: Authors who are named in titles of sources, and may be there alone.
AUTHORS = re.compile(r"(?<![^\W\d_])(Socor|Gibler|Rozanov|Douhan|Gallis|Heath|Vogiatzis)(?![^\W\d_])", re.IGNORECASE)


def _pattern() -> re.Pattern[str]:
    """Any of the names, in any case of letters; with digits, dashes or underlines beside it too, as an id has them."""
    latin = [name for row in PERSONS for name in row["en"]]
    cyrillic = [f"{row['ru']}(?:{'|'.join(row['endings'])})" if "endings" in row else rf"{row['ru']}[^\W\d_]*" for row in PERSONS]
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(latin + cyrillic)})(?![^\W\d_])", re.IGNORECASE)


NAMED = _pattern()


def named_in(text: str) -> list[str]:
    """The names that stand in a text."""
    return sorted({found[0] for found in NAMED.finditer(text)})


def outside_parts(file: Path) -> str:
    """What a source file says outside texts and parts: without the names that become parts, and without addresses."""
    lines = file.read_text("utf-8").split("\n")
    if file.suffix == ".yaml":
        lines = [re.sub(r'where: "[^"]*"', "", line) for line in lines if not line.strip().startswith("person: {")]
    return "\n".join(lines)


def said_in(entry: bytes) -> str:
    """What an entry says: without its hashes, keys and signatures, in which letters stand by chance."""
    text = re.sub(r'"[A-Za-z0-9_-]{43}"', '""', entry.decode())
    text = re.sub(r"\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+", "", text)
    return re.sub(r"(?m)^(— \S+) \S+$", r"\1", text)
