"""The record's pages: what was entered, in order; an entry's bytes, signatures and proof."""

import pytest

from comity.canon import b64u
from comity.record import cosignature, ed25519, entry, note, tree
from comity.record.keys import Key
from tests.portal.sites import Site


def test_record_shows_the_newest_entries_first_and_how_many_there_are(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/record")
    size = whole.registry.standing.size
    assert str(size) in page.lede
    shown = [a.every("a")[0].text for a in page.main.classed("act")]
    assert len(shown) == 100
    assert shown[0].endswith(str(size))
    assert shown[-1].endswith(str(size - 99))


def test_record_is_paged_by_plain_addresses_and_every_entry_is_on_one_page(whole: Site) -> None:
    seen: list[int] = []
    path = "/en/record.json"
    while True:
        data = whole.get(path).json["data"]
        seen += [one["entry"] for one in data["entries"]]
        if data["first"] == 1:
            break
        path = f"/en/record.json?from={data['first'] - 1}"
    assert seen == list(range(whole.registry.standing.size, 0, -1))


@pytest.mark.parametrize("asked", ["0", "-1", "x", "999999", "1e3", "٣"])
def test_a_page_of_the_record_that_is_not_there_says_which_numbers_there_are(whole: Site, asked: str) -> None:
    answer = whole.get(f"/en/record?from={asked}")
    assert answer.status == 400
    assert f"from 1 to {whole.registry.standing.size}" in answer.lede.replace("\u00a0", " ")


def test_record_names_its_keys_root_and_opening(whole: Site) -> None:
    words = whole.page("/en/record").main.text
    opened = whole.registry.standing.opened
    for one in (opened.act.keys.log, opened.act.keys.receipts, opened.identity, whole.registry.log.tree.root().hex()):
        assert one in words


def test_record_as_csv_has_a_row_an_entry_and_marks_an_exercise(whole: Site) -> None:
    rows = whole.get("/en/record.csv").body.split("\r\n")
    assert rows[0].split(",")[:4] == ["entry", "received", "act", "effective"]
    assert rows[0].endswith(",exercise")
    assert len(rows) == 102
    assert all(row.endswith(",yes") for row in rows[1:101])


def test_entry_shows_the_very_bytes_of_the_record(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/record/20")
    data = whole.registry.log.entry(19)
    assert data is not None
    shown = "\n".join(code.text for li in page.main.classed("entry")[0].every("li") for code in li.every("code"))
    for row in data.decode().split("\n"):
        assert row in shown


def test_entry_as_json_can_be_verified_by_whoever_reads_it(whole: Site) -> None:
    """Signature, receipt and place follow from the JSON and the record's keys alone (RFC 9162, 2.1.3.2)."""
    for number in (1, 2, 20, whole.registry.standing.size):
        data = whole.get(f"/en/record/{number}.json").json["data"]
        text = data["text"].encode()
        assert b64u(note.identity(text)) == data["identity"]
        keys = whole.registry.standing.opened.act.keys
        receipt = note.read_line(data["receipt"])
        assert cosignature.verify(Key.read(keys.receipts), receipt, text) is not None
        for one in data["signatures"]:
            line = note.read_line(one["line"])
            key = Key.read(whole.registry.standing.credentials[one["credential"]].key)
            assert ed25519.verify(key.public, line.payload, text)
            assert one["verifies"] is True
        proof = data["proof"]
        path = [bytes.fromhex(h) for h in proof["path"]]
        tree.verify_inclusion(bytes.fromhex(proof["leaf"]), proof["index"], proof["size"], path, bytes.fromhex(proof["root"]))
        whole_note = entry.assemble(text, tuple(note.read_line(s["line"]) for s in data["signatures"]), receipt)
        assert tree.leaf_hash(whole_note).hex() == proof["leaf"]


def test_the_path_of_proof_ends_at_the_root_in_picture_and_table(whole: Site) -> None:
    page = whole.page("/en/record/20")
    root = whole.registry.log.tree.root(whole.registry.log.published).hex()[:8]
    rows = page.main.every("tbody")[0].every("tr")
    assert rows[-1].every("td")[-1].text == root
    covers = [int(row.every("td")[2].text) for row in rows]
    assert sum(covers) + 1 == whole.registry.log.published


def test_the_only_entry_is_its_own_root(empty: Site, lang: str) -> None:
    page = empty.page(f"/{lang}/record/1")
    assert ("only entry" if lang == "en" else "единственная запись") in page.main.text.replace("\u00a0", " ")


@pytest.mark.parametrize("number", ["0", "99999", "1.5", "x"])
def test_an_entry_that_is_not_there_is_not_found(whole: Site, number: str) -> None:
    assert whole.get(f"/en/record/{number}").status == 404


def test_as_the_record_stood_at_an_entry_later_ones_are_not_there(whole: Site) -> None:
    assert whole.get("/en/record.json?at=10").json["data"]["size"] == 10
    assert whole.get("/en/record/11?at=10").status == 404
    assert whole.page("/en/record/10?at=10").status == 200


def test_the_number_of_an_entry_is_a_name_and_is_not_parted(whole: Site) -> None:
    from comity.phrases import Fault
    from comity.portal.reading import Reading
    from comity.portal.words import Words

    assert Words(Reading(whole.registry, "en"))("record.entry_n", entry=12345).endswith("12345")
    assert "12345" in Fault("registry.entry_altered", entry=12345, why="").said("ru")


def test_an_entry_is_called_by_its_kind_and_leads_to_its_act_and_what_came_of_it(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/record/1")
    assert page.main.first("h1").text.replace("\xa0", " ") == {"en": "Entry 1: opening of the record", "ru": "Запись № 1: открытие журнала"}[lang]
    assert page.main.every("a", href=f"/{lang}/acts/1")
    assert {"en": "Rule as recorded has effect", "ru": "По внесённым правилам влечёт последствия"}[lang] in page.main.text
