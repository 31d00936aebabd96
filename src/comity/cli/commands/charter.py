"""`comity charter`: checks an organisation's charter and history, prints the schema of charter files."""

from comity.charter import shipped
from comity.cli.ending import AMISS
from comity.cli.frame import Choice, Command, Group, argument, json_option
from comity.cli.layout import out, out_json, prose
from comity.cli.words import tongue


def _check(path: str, as_json: bool) -> int:
    from comity.charter import check as complaints_of
    from comity.charter import find, history_of, load
    from comity.exchange import HistoryError, read_history

    folder = find(path)
    complaints = list(complaints_of(folder))
    acts = 0
    try:
        acts = len(read_history(history_of(folder)))
    except HistoryError as fault:
        complaints += fault.complaints
    law = None if complaints else load(path)
    if as_json:
        out_json({
            "organisation": path, "exercise": law.organisation.exercise if law else None, "complaints": [
                {"file": c.file, "line": c.line, "key": c.key, "said": {lang: c.said(lang).replace("\u00a0", " ") for lang in ("en", "ru")}}
                for c in complaints
            ],
        })  # fmt: skip
    elif law is None:
        for one in complaints:
            out(one.said(tongue.lang))
        prose(tongue("cli.charter.check.faults", count=len(complaints)))
    else:
        if law.organisation.exercise:
            prose(tongue("cli.exercise"))
        prose(tongue("cli.charter.check.fine", path=path, states=len(law.states), bodies=len(law.bodies),
                   provisions=len(law.provisions()), sources=len(law.sources), acts=acts))  # fmt: skip
    return AMISS if complaints else 0


def _schema() -> None:
    from comity.charter import charter_schema

    out_json(charter_schema(tongue.lang))


_HERE = "comity.cli.commands.charter"
check = Command("cli.charter.check", _check, [argument("path", Choice(lambda: list(shipped()), strict=False)), json_option()])
schema = Command("cli.charter.schema", _schema, [])
charter = Group("cli.charter", {"check": f"{_HERE}:check", "schema": f"{_HERE}:schema"})
