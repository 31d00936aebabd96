"""The index of entries by kind: it follows the record, and is what a new one would be."""

from comity import acts
from comity.portal.index import Kinds, by_kind
from tests.cast import words
from tests.portal.sites import Site


def counted(site: Site, size: int) -> dict[str, list[int]]:
    """The same, entry by entry, from each act as it is read."""
    found: dict[str, list[int]] = {}
    for number, data in enumerate(site.registry.log.store.entries(0, size), start=1):
        found.setdefault(acts.read(data.split(b"\n", 3)[2]).name(), []).append(number)
    return found


def test_every_entry_is_found_under_the_name_of_its_act_whatever_stands_first_in_it(whole: Site) -> None:
    size = whole.registry.standing.size
    found = by_kind(whole.registry, size)
    assert {name: list(numbers) for name, numbers in found.items()} == counted(whole, size)
    assert found["instrument.circulate"]
    assert found["record.remark"]


def test_it_follows_the_record_and_is_what_a_new_one_would_be(site: Site) -> None:
    before = by_kind(site.registry, site.registry.standing.size)
    site.enter("membership.declare", "TJ/mission/1", state="TJ", stance="other", text=words('A text with "act":"x.y" in it.'))
    size = site.registry.standing.size
    assert by_kind(site.registry, size) == Kinds().of(site.registry, size) != before
    assert by_kind(site.registry, size)["membership.declare"] == (size,)


def test_as_the_record_stood_at_an_entry_later_ones_are_left_out(whole: Site) -> None:
    by_kind(whole.registry, whole.registry.standing.size)
    assert {n: list(v) for n, v in by_kind(whole.registry, 20).items()} == counted(whole, 20)
