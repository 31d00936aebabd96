"""What somebody at the desk could do who has the registry's own keys: found out by any mirror, and named."""

import shutil
from pathlib import Path

import pytest

from comity.canon import b64u
from comity.mirror import Report, verify
from comity.record import note
from comity.record.keys import generate
from comity.record.sqlite import FILE
from comity.registry import open_folder, signer_for
from tests.cast import KZ, REGISTRAR, RU, words
from tests.mirror.liar import Liar

REMARK = {"act": "record.remark", "about": ["member/TJ"], "said_by": words("he"), "text": words("a remark")}


def _only(report: Report, verdict: str, entry: int, code: str) -> None:
    assert [(f.verdict, f.entry, f.code) for f in report.faults] == [(verdict, entry, code)], [f.said() for f in report.faults]
    for lang in ("en", "ru"):
        for fault in (*report.faults, *report.notes):
            assert fault.code not in fault.said(lang) and "…" not in fault.said(lang), fault.said(lang)


def test_a_member_s_words_rewritten_without_its_key(folder: Path) -> None:
    liar = Liar(folder)
    text = liar.found(4).text.replace(b"BY speaks", b"BY agrees")
    from comity.record import cosignature, entry

    found = liar.found(4)
    liar.entries[3] = entry.assemble(text, found.authors, cosignature.sign(liar.receipts, text, found.time))
    liar.write()
    _only(verify(folder), "altered", 4, "mirror.signature_fails")


def test_an_entry_removed_from_the_middle(folder: Path) -> None:
    liar = Liar(folder)
    del liar.entries[4]  # Kazakhstan's first declaration; its second comes as entry 12
    liar.write()
    (fault,) = verify(folder).faults
    assert fault.verdict == "altered" and fault.entry >= 5, fault
    assert fault.code in ("mirror.another_history", "mirror.out_of_turn")


def test_two_entries_exchanged(folder: Path) -> None:
    liar = Liar(folder)
    liar.entries[3], liar.entries[4] = liar.entries[4], liar.entries[3]
    liar.write()
    assert [f.verdict for f in verify(folder).faults] == ["altered"]


def test_an_entry_put_in_again(folder: Path) -> None:
    liar = Liar(folder)
    liar.entries.append(liar.entries[-1])
    liar.write()
    _only(verify(folder), "altered", 14, "mirror.out_of_turn")


def test_an_entry_put_in_by_a_key_that_nobody_enrolled(folder: Path) -> None:
    liar = Liar(folder)
    json, hour = liar.next_of(RU, **REMARK)
    liar.entries.append(liar.made(json, generate("csto-demonstration.example/RU/mission/9"), hour))
    liar.write()
    _only(verify(folder), "altered", 14, "mirror.key_unknown")


def test_a_key_of_another_holder_above_a_member_s_name(folder: Path) -> None:
    liar = Liar(folder)
    json, hour = liar.next_of(KZ, **REMARK)
    liar.entries.append(liar.made({**json, "by": {"member": "RU"}}, KZ, hour))
    liar.write()
    _only(verify(folder), "altered", 14, "mirror.not_authentic")


@pytest.mark.parametrize(("by", "code"), [(-1, "mirror.time_back"), (3600, "mirror.other_hour")])
def test_a_receipt_at_another_hour(folder: Path, by: int, code: str) -> None:
    liar = Liar(folder)
    json, hour = liar.next_of(RU, **REMARK)
    liar.entries.append(liar.made(json, RU, hour + by))
    liar.write()
    _only(verify(folder), "altered", 14, code)


def test_another_history_shown_to_a_member(folder: Path) -> None:
    liar = Liar(folder)
    json, hour = liar.next_of(RU, **REMARK)
    liar.entries.append(liar.made({**json, "seen": {"root": b64u(bytes(32)), "size": 5}}, RU, hour))
    liar.write()
    _only(verify(folder), "altered", 14, "mirror.another_history")


def test_a_step_that_the_charter_does_not_provide_differs_and_on_it_goes(folder: Path) -> None:
    """The registrar speaks for a state without a source: entered all the same, it counts for nothing, and is said."""
    liar = Liar(folder)
    json, hour = liar.next_of(REGISTRAR, act="clock.step", to="2026-01-01T00:00:00Z")
    liar.entries.append(liar.made(json, REGISTRAR, hour))
    after, hour = liar.next_of(RU, **REMARK)
    liar.entries.append(liar.made(after, RU, hour))
    liar.write()
    report = verify(folder)
    _only(report, "differs", 14, "mirror.differs")
    assert report.acts == report.size == 15
    assert "cannot go back" in report.faults[0].said("en")


def test_what_was_due_and_left_out_differs(folder: Path) -> None:
    liar = Liar(folder)
    assert b"clock.ripen" in liar.entries[10]
    del liar.entries[10:]
    json, hour = liar.next_of(RU, **REMARK)
    liar.entries.append(liar.made(json, RU, hour))
    liar.write()
    report = verify(folder)
    _only(report, "differs", 11, "mirror.not_ripened")
    assert report.acts == 11


def test_an_edition_that_this_program_lacks_asks_for_an_upgrade(folder: Path) -> None:
    liar = Liar(folder)
    json, hour = liar.next_of(REGISTRAR, act="edition.adopt", edition=99)
    liar.entries.append(liar.made(json, REGISTRAR, hour))
    liar.write()
    _only(verify(folder), "upgrade", 14, "mirror.upgrade")


def test_a_key_enrolled_without_proof_of_possession(folder: Path) -> None:
    liar = Liar(folder)
    from comity.acts.base import By
    from tests.registry.enrolling import fields_of

    new = generate("csto-demonstration.example/RU/mission/2")
    fields = fields_of(liar.origin, By(member="RU"), new, possessor=generate(new.key.name))
    json, hour = liar.next_of(RU, act="credentials.enrol", **fields)
    liar.entries.append(liar.made(json, RU, hour))
    liar.write()
    _only(verify(folder), "altered", 14, "mirror.possession_fails")


def test_a_record_founded_anew_is_another_than_the_pinned_one(folder: Path) -> None:
    first = Liar(folder).entries[0]
    pin = b64u(note.identity(note.read(first).text))
    report = verify(folder, pin=pin)
    assert report.verdict is None and report.opening == pin
    _only(verify(folder, pin=b64u(bytes(32))), "altered", 1, "mirror.pin")


def test_an_older_folder_put_back(folder: Path, tmp_path: Path) -> None:
    older = Path(shutil.copytree(folder, tmp_path / "older"))
    served = open_folder(folder)
    try:
        fields = {k: v for k, v in REMARK.items() if k != "act"}
        served.registry.enter("record.remark", fields, RU, signer_for(folder, RU))
    finally:
        served.close()
    assert verify(folder).verdict is None
    _only(verify(older), "altered", 0, "mirror.went_back")
    shutil.copy(older / FILE, folder / FILE)
    _only(verify(folder), "altered", 0, "mirror.went_back")


def test_the_end_cut_off_by_who_has_the_keys_is_found_by_the_kept_head(folder: Path) -> None:
    liar = Liar(folder)
    del liar.entries[-1]
    liar.write(keep=False)
    _only(verify(folder), "altered", 0, "mirror.went_back")


def test_another_history_of_the_same_length_is_found_by_the_kept_head(folder: Path) -> None:
    liar = Liar(folder)
    last = liar.entries.pop()
    json, hour = liar.next_of(RU, **REMARK)
    liar.entries.append(liar.made(json, RU, hour))
    assert liar.entries[-1] != last
    liar.write(keep=False)
    _only(verify(folder), "altered", 0, "mirror.another_history_kept")


def test_the_head_in_the_store_altered_alone(folder: Path) -> None:
    import apsw

    db = apsw.Connection(str(folder / FILE))
    db.execute("UPDATE head SET root = zeroblob(32)")
    db.close()
    _only(verify(folder), "altered", 0, "mirror.store_head")


def test_an_entry_deleted_from_the_store_is_named(folder: Path) -> None:
    import apsw

    db = apsw.Connection(str(folder / FILE))
    db.execute("DELETE FROM entry WHERE number = 6")
    db.close()
    _only(verify(folder), "altered", 6, "mirror.entry_missing")


def test_without_a_kept_head_it_says_that_a_cut_end_cannot_be_seen(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMITY_STATE", str(tmp_path / "elsewhere"))
    report = verify(folder)
    assert report.verdict is None and [f.code for f in report.notes] == ["mirror.no_kept_head"]


def test_a_submission_signed_for_a_demonstration_is_no_entry_of_another_record(folder: Path, tmp_path: Path) -> None:
    """Every byte of a foreign record's entry is right, and it is still not of this record."""
    liar = Liar(folder)
    json, hour = liar.next_of(RU, **REMARK)
    data = liar.made(json, RU, hour).replace(b"record.csto-demonstration.example/1", b"record.csto.example/1")
    liar.entries.append(data)
    liar.write()
    _only(verify(folder), "altered", 14, "mirror.bytes")
