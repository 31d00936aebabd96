"""Who joins and who leaves, as a call writes it: `--with UA=41000000`, `--with IND=permanent`, `--without HU`."""

import re

from comity.charter import Charter
from comity.charter.analysing import Case, Joining
from comity.charter.deciding import id_of
from comity.cli.frame import wrong
from comity.procedure.electorate import Number
from comity.procedure.threshold import number

_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,31}")
_NUMBER = re.compile(r"[0-9]{1,15}(/[1-9][0-9]{0,14})?")


def joining_of(charter: Charter, case: Case, written: tuple[str, ...]) -> dict[str, Joining]:
    """Those who join, by id: `ID`, `ID=weight`, `ID=group`, or `ID=` and several of them, a weight by its name
    (`votes:29,population:82850000`). Raises a wrong call where that is not clear, or a weight of the rule is missing.
    """
    found: dict[str, Joining] = {}
    for words in written:
        code, _, how = words.partition("=")
        state = id_of(charter, code) or code
        if not _ID.fullmatch(state):
            raise wrong("cli.analyse.no_id", word=code[:40])
        if state in case.electorate.known or state in found:
            raise wrong("cli.analyse.sits", member=state)
        found[state] = _how(case, state, how)
    return found


def _how(case: Case, state: str, how: str) -> Joining:
    group, weights = "", dict[str, Number]()
    for word in how.split(",") if how else ():
        name, colon, value = word.rpartition(":")
        if word in case.electorate.groups:
            group = word
        elif not _NUMBER.fullmatch(value) or (colon and name not in case.electorate.weights):
            known = ", ".join((*case.electorate.groups, *(f"{one}:N" for one in case.electorate.weights)))
            raise wrong("cli.analyse.no_weight", word=word[:40], member=state, known=known or "–")
        elif colon:
            weights[name] = number(value)
        elif len(case.weights) == 1:
            weights[case.weights[0]] = number(value)
        else:
            raise wrong("cli.analyse.which_weight", member=state, known=", ".join(f"{one}:N" for one in case.weights))
    missing = [one for one in case.weights if one not in weights]
    if missing:
        raise wrong("cli.analyse.weight_missing", member=state, missing=", ".join(f"{one}:N" for one in missing))
    return Joining(group, weights)


def leaving_of(charter: Charter, case: Case, written: tuple[str, ...]) -> tuple[str, ...]:
    """Those who leave, by id. Raises a wrong call for whoever does not sit there."""
    found: list[str] = []
    for code in written:
        state = code if code in case.electorate.known else id_of(charter, code, case.electorate.known)
        if state is None or state not in case.electorate.known or state in found:
            raise wrong("cli.analyse.sits_not", member=code[:40], known=", ".join(case.electorate.members))
        found.append(state)
    return tuple(found)
