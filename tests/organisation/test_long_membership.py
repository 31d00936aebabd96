"""A long membership, entered in any order: marks on the way change nothing of what its facts add up to."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from comity import acts
from comity.acts.base import Act
from comity.organisation.dated import Dated
from comity.organisation.finding import Reason, WithoutEffect
from comity.organisation.membership import Member, Terms, as_on, course
from comity.organisation.membership.course import with_fact, with_facts
from tests.organisation.scene import words

DECIDED = {"decided": {"body": "csc", "day": "2002-05-14"}}
OWN: dict[str, dict[str, Any]] = {
    "found": {"ground": words("Treaty")}, "admit": DECIDED, "return": {"ground": words("Protocol")}, "suspend": DECIDED, "reinstate": DECIDED,
    "exclude": DECIDED, "withdraw": {}, "lapse": {"ground": words("Term")}, "notify": {}, "revoke": {},
    "declare": {"stance": "absent", "text": words("Absent")}, "apply": {},
}  # fmt: skip


def terms(day: str) -> Terms:
    """Six months of notice; in some years nobody knows."""
    return Terms(notice_months=0 if day[:4] == "2003" else 6)


def contradicts(before: Member, fact: Dated) -> Reason | None:
    """A flag that depends on all that a flag may depend on."""
    periods = before.periods[-1:]
    return Reason(f"{len(before.periods)} {periods} {before.leaving} {before.notice} {before.resumes}")


def never(before: Member, fact: Dated) -> Reason | None:
    """Nothing is flagged."""
    return None


def made(random: Random, entry: int, claims: float) -> Dated:
    """A fact of some day of ten years, known by its year or month only at times."""
    verb = random.choice(list(OWN))
    day = f"{random.randrange(2000, 2010)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
    fields: dict[str, Any] = {"by": {"office": "registrar"}, "n": 1, "seen": {"root": "x" * 43, "size": 1}, "state": "UZ", **OWN[verb]}
    if verb == "revoke":
        fields["on"] = {"ref": f"member/UZ/{random.randrange(1, entry + 1)}", "commit": "x" * 43}
    if verb == "suspend" and random.random() < 0.5:
        fields["until"] = f"{random.randrange(2000, 2012)}-07-01"
    if verb == "found":
        fields["party_only"] = random.random() < 0.5
        fields = {name: value for name, value in fields.items() if value is not False}
    if random.random() < claims:
        claim = {"key": f"question-{random.randrange(3)}", "preferred": random.random() < 0.2}
        fields["transcribed"] = {"confidence": "high", "source": ["SEED"], "claim": {k: v for k, v in claim.items() if v}}
    act: Act = acts.fill(f"membership.{verb}", fields)
    beside = WithoutEffect(Reason("membership.already_member")) if random.random() < 0.1 else None
    return Dated(act, random.choice((day, day, day, day[:7], day[:4])), entry, "x" * 43, beside)


def told(member: Member) -> object:
    """What a membership comes to; not the places to go on from."""
    return member.facts, member.periods, member.leaving, member.notice, member.resumes, member.course, member.claims


def at_once(facts: tuple[Dated, ...]) -> Member:
    """All facts gone through from the beginning."""
    return with_facts("UZ", tuple(sorted(facts, key=lambda fact: (fact.start, fact.entry))), terms, never)


@given(st.integers(0, 2**32), st.sampled_from((0.0, 0.02, 0.2)), st.sampled_from((1, 3, 8)))
def test_the_order_of_entry_and_the_marks_do_not_show(seed: int, claims: float, every: int) -> None:
    random = Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(course, "MARK_EVERY", every)
        member = Member("UZ")
        for entry in range(1, 60):
            member = with_fact(member, made(random, entry, claims), terms, never)
        patch.setattr(course, "MARK_EVERY", 1_000)
        assert told(member) == told(at_once(member.facts))
        for day in ("2001-05-06", "2004", "2007-03", "2009-12-31"):
            before = tuple(fact for fact in member.facts if fact.start <= day)
            assert told(as_on(member, day, terms)) == told(at_once(before))


@given(st.integers(0, 2**32), st.sampled_from((0.0, 0.1)))
def test_later_facts_are_flagged_in_the_light_of_those_before_them(seed: int, claims: float) -> None:
    random = Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(course, "MARK_EVERY", 4)
        member = Member("UZ")
        for entry in range(1, 40):
            member = with_fact(member, made(random, entry, claims), terms, never)
        new = replace(made(random, 40, 0.0), finding=None)
        now = with_fact(member, new, terms, contradicts)
        moved = type(new.act).name() not in ("membership.declare", "membership.apply")
        last = now.facts[-1].entry == 40
        for at, fact in enumerate(now.facts):
            assert now.fact(fact.entry) is fact
            later = (fact.start, fact.entry) > (new.start, new.entry) and fact.counts and moved and not last
            plainly = tuple(replace(one, act=replace(one.act, transcribed=UNSET), flag=None) for one in now.facts[:at])
            assert fact.flag == (contradicts(at_once(plainly), fact) if later else None)


def test_a_fact_is_found_by_its_entry() -> None:
    random = Random(1)
    member = Member("UZ")
    for entry in range(1, 90):
        member = with_fact(member, made(random, entry, 0.1), terms, never)
    assert [member.fact(entry) for entry in range(1, 90)] == sorted(member.facts, key=lambda fact: fact.entry)
    assert member.fact(90) is None
    view = as_on(member, "2004", terms)
    assert [view.fact(fact.entry) for fact in member.facts] == [*view.facts, *(None for _ in member.facts[len(view.facts) :])]
