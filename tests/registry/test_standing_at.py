"""As the record stood at entry N: the standing at N equals the fold of the first N entries, at a bounded price."""

import pytest

from comity import acts
from comity.canon import b64u
from comity.organisation.fold import KEEP_EVERY, step
from comity.organisation.names import credential_of
from comity.organisation.standing import Standing
from comity.record import entry
from tests.cast import AM, BY, KG, KZ, REGISTRAR, RU, TJ, Cast, words
from tests.zygote import fingerprint

SIZE = 2 * KEEP_EVERY + 40


def _fill(cast: Cast) -> None:
    six = (AM, BY, KZ, KG, RU, TJ)
    for i in range(SIZE - cast.registry.log.size):
        who = six[i % 6]
        if i % 60 == 59:
            fields: dict[str, object] = {"to": f"2026-{2 + i // 60:02}-20T00:00:00Z"}
            outcome = cast.registry.enter("clock.step", fields, REGISTRAR, cast.signer(REGISTRAR))
        else:
            fields = {"state": who[:2], "stance": "other", "text": words(f"statement {i}", f"заявление {i}")}
            outcome = cast.registry.enter("membership.declare", fields, who, cast.signer(who))
        assert hasattr(outcome, "entry"), outcome


@pytest.mark.parametrize("reopened", [False, True], ids=["as entered", "after a restart"])
def test_the_standing_at_every_entry_is_the_fold_up_to_it(cast: Cast, reopened: bool) -> None:
    _fill(cast)
    if reopened:
        cast.reopen()
    standing = Standing()
    registry = cast.registry
    for number, data in enumerate(registry.held(), start=1):
        found = entry.read_entry(data, registry.origin, registry.keys.receipts.key)
        name = credential_of(registry.origin, found.authors[0].name)
        standing = step(standing, acts.read(found.json), b64u(found.identity), found.time, name, registry.files).standing
        if number < 40 or number % KEEP_EVERY in (0, 1, KEEP_EVERY - 1) or number % 37 == 0 or number > SIZE - 5:
            assert fingerprint(registry.standing_at(number)) == fingerprint(standing), number
        assert registry.standing_at(number).digest == standing.digest
    assert registry.standing_at(0) == Standing()


def test_it_never_folds_more_than_what_lies_between_two_that_are_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(cast)
    asked: list[int] = []
    entries = cast.registry.log.store.entries

    def counted(start: int = 0, stop: int | None = None) -> object:
        assert stop is not None
        asked.append(stop - start)
        return entries(start, stop)

    monkeypatch.setattr(cast.registry.log.store, "entries", counted)
    for number in range(1, SIZE, 13):
        cast.registry.standing_at(number)
    assert max(asked) < KEEP_EVERY


@pytest.mark.parametrize("number", [-1, 2, 1000])
def test_there_is_no_standing_at_an_entry_that_is_not_there(cast: Cast, number: int) -> None:
    with pytest.raises(ValueError, match="the record has 1 entries"):
        cast.registry.standing_at(number)
