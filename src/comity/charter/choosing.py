"""Which of a body's rules decides a matter: the particular before the general, the exception before what it excepts.

    matter      a rule that names the matter goes before the rules that name none, which are the body's general ones
    exception   goes before the rule that it names; one that names no matter has the matters of that rule
    whole       a cascade, or a choice of rule by a vote, goes before the rules that it is made of; and a general rule that is
                made for no other goes before those that are
    readings    of one rule, all of them remain: the preferred is counted by, else the first

Where several rules remain that are no readings of one, the folder contradicts itself; that is found at loading.
"""

from collections.abc import Iterable, Mapping

from comity.procedure.rule import Rule
from comity.procedure.sound import parts_of


def candidates(rules: Mapping[str, Rule], matter: str) -> tuple[Rule, ...]:
    """The rules that remain for a matter, of all that are counted by on a day; none where no rule is known."""
    matters = {name: _matters(rule, rules) for name, rule in rules.items()}
    found = [rule for name, rule in rules.items() if matter in matters[name]] if matter else []
    found = found or [rule for name, rule in rules.items() if not matters[name]]
    found = _without(found, _excepted(found, rules))
    found = _without(found, _parts(found, rules))
    if len(found) > 1 and not readings(found) and not any(matters[rule.id] for rule in found):
        found = _without(found, _parts(rules.values(), rules))
    return tuple(found)


def readings(rules: Iterable[Rule]) -> bool:
    """Whether these are rival readings of one rule."""
    keys = {rule.reading_of for rule in rules}
    return len(keys) == 1 and "" not in keys


def _matters(rule: Rule, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The matters of a rule: its own, else those of the rule that it excepts."""
    seen = {rule.id}
    while not rule.matters and rule.exception_to in rules and rule.exception_to not in seen:
        seen.add(rule.exception_to)
        rule = rules[rule.exception_to]
    return rule.matters


def _excepted(found: Iterable[Rule], rules: Mapping[str, Rule]) -> set[str]:
    """The rules before which one of these goes, and those before which these go."""
    out: set[str] = set()
    for rule in found:
        above = rule.exception_to
        while above in rules and above not in out and above != rule.id:
            out.add(above)
            above = rules[above].exception_to
    return out


def _parts(found: Iterable[Rule], rules: Mapping[str, Rule]) -> set[str]:
    """The rules that these are made of, and those that these are made of."""
    out: set[str] = set()
    for rule in found:
        todo = [name for _, name in parts_of(rule)]
        while todo:
            name = todo.pop()
            if name in rules and name != rule.id and name not in out:
                out.add(name)
                todo += [inner for _, inner in parts_of(rules[name])]
    return out


def _without(found: list[Rule], names: set[str]) -> list[Rule]:
    """Those that are not named, where any remain."""
    return [rule for rule in found if rule.id not in names] or found
