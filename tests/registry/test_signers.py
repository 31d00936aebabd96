"""Signers behind one interface; a member's act is entered by a process that holds no key of that member."""

import subprocess
import sys
from pathlib import Path

import pytest

from comity.record import checkpoint
from comity.record.checkpoint import Checkpoint
from comity.record.keys import KeyFault, generate, write_key_file
from comity.registry import Receipt, SignerFault, demonstration_signer, key_path, sign, signer_for
from tests.cast import RU, TJ, Cast, words
from tests.zygote import ROOT

STANCE = {"state": "TJ", "stance": "other", "text": words("a statement", "заявление")}


def test_a_member_s_act_is_entered_by_a_process_that_holds_no_member_key(cast: Cast, tmp_path: Path) -> None:
    """The key lies on the member's machine only; the text goes there and the signed note comes back."""
    home = tmp_path / "mission"
    home.mkdir()
    key_path(cast.folder, TJ).rename(home / "tj.key")
    for other in (cast.folder / "keys").iterdir():
        if "mission" in other.name:
            other.unlink()
    cast.reopen()
    with pytest.raises(KeyFault):
        signer_for(cast.folder, TJ)
    prepared = cast.prepare("membership.declare", TJ, **STANCE)
    signed = subprocess.run(
        [sys.executable, "-m", "tests.registry.signing_elsewhere", str(home / "tj.key")],
        input=prepared.text, capture_output=True, cwd=ROOT, check=True,
    )  # fmt: skip
    receipt = cast.registry.receive(signed.stdout)
    assert isinstance(receipt, Receipt) and receipt.entry == 2
    assert receipt.data.startswith(prepared.text)
    cast.check()


def test_key_file_and_demonstration_key_sign_the_same_text_alike(cast: Cast) -> None:
    prepared = cast.prepare("membership.declare", TJ, **STANCE)
    one = sign(prepared.text, signer_for(cast.folder, TJ))
    two = sign(prepared.text, demonstration_signer(cast.folder, cast.standing, TJ))
    assert one == two


def test_sample_keys_sign_only_in_an_exercise(cast: Cast) -> None:
    from comity.organisation.standing import Standing

    with pytest.raises(SignerFault, match="only in an exercise") as fault:
        demonstration_signer(cast.folder, Standing(), TJ)
    assert "только на" in fault.value.said("ru")


def test_a_protected_key_signs_with_its_passphrase_only(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "tj.key"
    write_key_file(path, cast.signer(TJ), "correct horse")  # type: ignore[arg-type]
    from comity.record.keys import read_key_file

    prepared = cast.prepare("membership.declare", TJ, **STANCE)
    assert isinstance(cast.registry.receive(sign(prepared.text, read_key_file(path, "correct horse"))), Receipt)
    for wrong in ("", "wrong"):
        with pytest.raises(KeyFault):
            read_key_file(path, wrong)


def _head(cast: Cast) -> bytes:
    return Checkpoint(cast.registry.origin, 1, bytes(32)).text()


def _possession(cast: Cast) -> bytes:
    return b"comity/possession/v1\n" + cast.registry.origin.encode() + b"\n{}\n"


def _cosignature(cast: Cast) -> bytes:
    return b"cosignature/v1\ntime 1\n" + cast.prepare("membership.declare", TJ, **STANCE).text


def _with_another_line(cast: Cast) -> bytes:
    return cast.prepare("membership.declare", TJ, **STANCE).text + b"more\n"


@pytest.mark.parametrize("text", [_head, _possession, _cosignature, _with_another_line])
def test_a_signer_signs_nothing_but_an_act(cast: Cast, text: "object") -> None:
    assert callable(text)
    with pytest.raises(SignerFault, match="the text of no act"):
        sign(text(cast), cast.signer(TJ))
    assert checkpoint is not None


def test_a_signer_signs_only_for_its_own_holder_and_record(cast: Cast) -> None:
    prepared = cast.prepare("membership.declare", TJ, **STANCE)
    with pytest.raises(SignerFault, match="made for TJ"):
        sign(prepared.text, cast.signer(RU))
    with pytest.raises(SignerFault, match="made for TJ"):
        sign(prepared.text, generate("csto.example/TJ/mission/1"))


def test_a_credential_used_elsewhere_meanwhile_gets_its_next_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between preparing and receiving another process of the same mission enters an act: prepared again, not refused."""
    prepare = cast.registry.prepare
    between = [cast.sign(cast.prepare("membership.declare", TJ, **STANCE), TJ)]

    def interrupted(name: str, fields: dict[str, object], credential: str) -> object:
        prepared = prepare(name, fields, credential)
        if between:
            assert isinstance(cast.registry.receive(between.pop()), Receipt)
        return prepared

    monkeypatch.setattr(cast.registry, "prepare", interrupted)
    fields = {**STANCE, "text": words("another", "другое")}
    outcome = cast.registry.enter("membership.declare", fields, TJ, cast.signer(TJ))
    assert isinstance(outcome, Receipt) and outcome.entry == 3
    monkeypatch.undo()
    cast.check()
