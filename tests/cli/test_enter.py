"""`comity enter`: acts and signed notes, by itself and through the server that serves the folder."""

import json
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.cli.ending import AMISS, UNOPENED, USAGE
from comity.record import entry
from comity.registry import signer_for
from tests.cli.conftest import shell_of
from tests.cli.shell import Said, Shell

STATEMENT = "act: membership.declare\nstate: TJ\nstance: other\ntext: {en: Said., ru: Сказано.}\n"


def wrote(folder: Path, words: str, name: str = "acts.yaml") -> Path:
    path = folder.parent / name
    path.write_text(words, "utf-8")
    return path


def answer(said: Said) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said.out)
    return found


def size(shell: Shell, folder: Path) -> int:
    return int(answer(shell("show", folder, "record", "--json"))["size"])


@pytest.mark.parametrize("served", [False, True])
def test_an_act_is_entered_by_itself_or_through_the_server(own: Callable[..., Path], served: bool) -> None:
    folder = own()
    shell = shell_of(folder)
    path = wrote(folder, STATEMENT)
    before = size(shell, folder)
    server = shell.start("serve", folder, "--port", 0) if served else None
    try:
        through = server.ready() if server else str(folder)
        said = answer(shell("enter", folder, path, "--as", "TJ/mission/1", "--json"))
        assert said["through"] == through and said["exercise"] is True and said["refused"] is None
        assert [(one["entry"], one["state"]) for one in said["acts"]] == [(before + 1, "entered")]
        words = shell("enter", folder, path, "--as", "TJ/mission/1", lang="ru")
        assert words.code == 0 and words.out.startswith("УЧЕНИЕ") and f"запись № {before + 2}" in words.out
    finally:
        if server:
            assert server.stop().code == 0
            server.__exit__()
    assert size(shell, folder) == before + 2
    assert shell("verify", folder).code == 0


@pytest.mark.parametrize("served", [False, True])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_is_refused_is_said_and_what_has_no_effect_is_entered(own: Callable[..., Path], served: bool, lang: str) -> None:
    folder = own()
    shell = shell_of(folder)
    before = size(shell, folder)
    server = shell.start("serve", folder, "--port", 0) if served else None
    try:
        if server:
            server.ready()
        unknown = shell("enter", folder, wrote(folder, STATEMENT.replace("TJ", "XX")), "--as", "TJ/mission/1", lang=lang)
        assert unknown.code == AMISS and "XX" in unknown.err and "Traceback" not in unknown.err
        assert {"en": "no state “XX” is in the charter", "ru": "государства «XX» нет в перечне"}[lang] in unknown.err
        nobody = shell("enter", folder, wrote(folder, STATEMENT), "--as", "ZZ/mission/1", "--key", folder / "keys" / "TJ-mission-1.key", lang=lang)
        assert nobody.code == AMISS and "ZZ/mission/1" in nobody.err and len(nobody.err.splitlines()) == 1
        other = shell("enter", folder, wrote(folder, STATEMENT), "--as", "AM/mission/1", lang=lang)
        assert other.code == 0
        assert {"en": "without effect:", "ru": "не влечёт последствий:"}[lang] in other.out
    finally:
        if server:
            server.stop()
            server.__exit__()
    assert size(shell, folder) == before + 1


def test_a_dry_run_shows_the_exact_text_and_enters_nothing(own: Callable[..., Path]) -> None:
    folder = own()
    shell = shell_of(folder)
    before = size(shell, folder)
    said = shell("enter", folder, wrote(folder, STATEMENT), "--as", "TJ/mission/1", "--dry-run")
    assert said.code == 0 and "comity/act/v1\n" in said.out and "Nothing was entered." in said.out
    plain = answer(shell("enter", folder, wrote(folder, STATEMENT), "--as", "TJ/mission/1", "--dry-run", "--json"))
    assert plain["dry_run"] is True and plain["acts"][0]["state"] == "would be entered"
    assert plain["acts"][0]["text"].startswith("comity/act/v1\n")
    refused = shell("enter", folder, wrote(folder, STATEMENT.replace("TJ", "XX")), "--as", "TJ/mission/1", "--dry-run")
    assert refused.code == AMISS
    assert size(shell, folder) == before


@pytest.mark.parametrize("served", [False, True])
def test_a_note_that_was_signed_elsewhere_is_handed_in_and_a_second_time_gets_its_receipt(
    own: Callable[..., Path], served: bool
) -> None:
    folder = own()
    shell = shell_of(folder)
    before = size(shell, folder)
    plain = answer(shell("enter", folder, wrote(folder, STATEMENT), "--as", "TJ/mission/1", "--dry-run", "--json"))
    text = plain["acts"][0]["text"].encode()
    note = folder.parent / "note.txt"
    note.write_bytes(entry.assemble(text, (signer_for(folder, "TJ/mission/1").sign(text),)))
    server = shell.start("serve", folder, "--port", 0) if served else None
    try:
        if server:
            server.ready()
        first, second = (answer(shell("enter", folder, note, "--json")) for _ in range(2))
        assert [one["entry"] for one in first["acts"]] == [before + 1]
        assert second["acts"] == [] and second["held"] == 1
        forged = folder.parent / "forged.txt"
        forged.write_bytes(entry.assemble(text.replace(b"Said.", b"Lied."), (signer_for(folder, "AM/mission/1").sign(text),)))
        assert shell("enter", folder, forged).code == AMISS
    finally:
        if server:
            server.stop()
            server.__exit__()
    assert size(shell, folder) == before + 1


def test_a_history_is_transcribed_by_the_registrar_and_never_entered_twice(own: Callable[..., Path]) -> None:
    folder = own()
    shell = shell_of(folder)
    before = size(shell, folder)
    path = wrote(
        folder,
        "- {act: membership.declare, state: TJ, stance: other, text: {en: Said., ru: Сказано.}, effective: 2010-01-01,"
        " source: [SEED], confidence: low}\n",
    )
    first, second = (answer(shell("enter", folder, path, "--json")) for _ in range(2))
    assert (len(first["acts"]), first["held"]) == (1, 0) and (len(second["acts"]), second["held"]) == (0, 1)
    assert size(shell, folder) == before + 1


PERSON = """\
- {act: representative.accredit, body: pc, state: TJ, capacity: other, person: {en: Xanthe Example, ru: Ксанфа Примерова}, effective: 2011-01-01, source: [SEED], confidence: low}
"""


@pytest.mark.parametrize("served", [False, True])
def test_the_name_of_a_person_travels_beside_its_act_and_is_known_again(own: Callable[..., Path], served: bool) -> None:
    folder = own()
    shell = shell_of(folder)
    path = wrote(folder, PERSON)
    parts = {one.name for one in (folder / "parts").iterdir()}
    assert shell("enter", folder, path, "--dry-run").code == 0
    assert {one.name for one in (folder / "parts").iterdir()} == parts, "a rehearsal keeps no name"
    server = shell.start("serve", folder, "--port", 0) if served else None
    try:
        address = server.ready() if server else ""
        said = answer(shell("enter", folder, path, "--json"))
        assert (len(said["acts"]), said["refused"]) == (1, None)
        assert len({one.name for one in (folder / "parts").iterdir()} - parts) == 2
        while address:  # what is held is read there from the tiles of the published head
            with urllib.request.urlopen(f"{address}/healthz") as health:
                about = json.load(health)
            if about["published"] == about["entries"]:
                break
            time.sleep(0.05)
        assert answer(shell("enter", folder, path, "--json"))["held"] == 1
        if server:
            with urllib.request.urlopen(f"{address}/en/posts") as page:
                assert "Xanthe Example" in page.read().decode()
    finally:
        if server:
            ended = server.stop()
            assert ended.code == 0 and "Xanthe" not in ended.out + ended.err, "no line of the log names anybody"
            server.__exit__()
    assert answer(shell("enter", folder, path, "--json"))["held"] == 1
    assert "Xanthe" not in shell("acts", folder, "--json").out
    assert shell("verify", folder).code == 0


ACCREDITS = """\
act: representative.accredit
body: pc
state: TJ
capacity: permanent_and_plenipotentiary
person: {en: Xanthe Example, ru: Ксанфа Примерова}
"""


@pytest.mark.parametrize("served", [False, True])
def test_a_note_signed_elsewhere_brings_the_name_that_its_act_keeps_beside_the_record(own: Callable[..., Path], served: bool) -> None:
    folder = own()
    shell = shell_of(folder)
    before = size(shell, folder)
    prepared = folder.parent / "dry-run.json"
    prepared.write_text(shell("enter", folder, wrote(folder, ACCREDITS), "--as", "TJ/mission/1", "--dry-run", "--json").out, "utf-8")
    (act,) = json.loads(prepared.read_text("utf-8"))["acts"]
    assert "Xanthe" not in act["text"] and len(act["parts"]) == 2
    text = act["text"].encode()
    note = folder.parent / "note.txt"
    note.write_bytes(entry.assemble(text, (signer_for(folder, "TJ/mission/1").sign(text),)))
    listed = folder.parent / "parts.json"
    listed.write_text(json.dumps([*act["parts"], {**act["parts"][0], "data": "AAAA"}]))
    server = shell.start("serve", folder, "--port", 0) if served else None
    try:
        if server:
            server.ready()
        without = shell("enter", folder, note)
        assert without.code == AMISS and len(without.err.splitlines()) == 1
        parts = {one.name for one in (folder / "parts").iterdir()}
        other = folder.parent / "other.json"
        other.write_text(json.dumps([{**act["parts"][0], "data": "AAAA"}]))
        assert shell("enter", folder, note, "--parts", other).code == AMISS, "a part that the act does not name is not its part"
        assert {one.name for one in (folder / "parts").iterdir()} == parts
        said = answer(shell("enter", folder, note, "--parts", prepared, "--json"))
        assert (said["refused"], [one["entry"] for one in said["acts"]]) == (None, [before + 1])
        assert len({one.name for one in (folder / "parts").iterdir()} - parts) == 2
        assert answer(shell("enter", folder, note, "--parts", listed, "--json"))["held"] == 1
    finally:
        if server:
            assert "Xanthe" not in (ended := server.stop()).out + ended.err
            server.__exit__()
    assert "Xanthe Example" in shell("show", folder, "posts").out
    assert shell("verify", folder).code == 0


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_parts_that_cannot_be_used_are_said(shell: Shell, exercise: Path, tmp_path: Path, lang: str) -> None:
    note, acts, parts = tmp_path / "note.txt", tmp_path / "acts.yaml", tmp_path / "parts.json"
    note.write_text("comity/act/v1\nx\n{}\n\n")
    acts.write_text(STATEMENT, "utf-8")
    parts.write_text("[]")
    of_acts = shell("enter", exercise, acts, "--as", "TJ/mission/1", "--parts", parts, "--dry-run", lang=lang)
    assert of_acts.code == USAGE and "parts.json" in of_acts.err
    assert {"en": "a note signed elsewhere", "ru": "подписанной в другом месте"}[lang] in of_acts.err
    for words in ("", "{", "7", '[{"salt": "A"}]', '[{"salt": "!", "media": "a/b", "data": ""}]', '{"acts": 1}', "\udcff"):
        parts.write_bytes(words.encode("utf-8", "surrogateescape"))
        odd = shell("enter", exercise, note, "--parts", parts, "--dry-run", lang=lang)
        assert odd.code == UNOPENED and "parts.json" in odd.line and "Traceback" not in odd.err, words
        assert {"en": "expected: the JSON of a dry run", "ru": "ожидается JSON пробного запуска"}[lang] in odd.line
    missing = shell("enter", exercise, note, "--parts", tmp_path / "none.json", "--dry-run", lang=lang)
    assert missing.code == UNOPENED and "none.json" in missing.line


def test_json_is_read_as_yaml_is(own: Callable[..., Path]) -> None:
    folder = own()
    act = {"act": "membership.declare", "state": "TJ", "stance": "other", "text": {"en": "Said."}}
    path = wrote(folder, json.dumps([act, act]), "acts.json")
    assert len(answer(shell_of(folder)("enter", folder, path, "--as", "TJ/mission/1", "--json"))["acts"]) == 2


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(
    ("words", "english", "russian"),
    [
        ("- act: [x\n", "line 2", "строка 2"),
        ("7\n", "a list of acts", "список актов"),
        ("- {state: TJ}\n", "“act” is missing", "нет ключа «act»"),
        ("- {act: membership.eat}\n", "no act is called “membership.eat”", "акта «membership.eat» нет"),
        ("- {act: membership.declare, state: TJ}\n", "is missing", "нет ключа"),
        ("- {act: membership.declare, state: TJ, stance: odd, text: {en: A}}\n", "the value “odd”; expected: one of absent", "значение «odd»; ожидается: одно из: absent"),
        ("- {act: membership.declare, state: TJ, stance: other, text: {en: A}, mood: good}\n", "unknown key “mood”", "неизвестный ключ «mood»"),
    ],
)
def test_a_file_with_faults_is_not_handed_in(
    shell: Shell, exercise: Path, tmp_path: Path, words: str, english: str, russian: str, lang: str
) -> None:
    path = tmp_path / "acts.yaml"
    path.write_text(words, "utf-8")
    said = shell("enter", exercise, path, "--as", "TJ/mission/1", "--dry-run", lang=lang)
    assert said.code == AMISS and said.out == "" and "acts.yaml" in said.line
    assert {"en": english, "ru": russian}[lang] in said.line


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_key_that_cannot_be_used_is_said(shell: Shell, register: Path, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "acts.yaml"
    path.write_text(STATEMENT, "utf-8")
    missing = shell("enter", register, path, "--as", "TJ/mission/1", "--dry-run", lang=lang)
    assert missing.code == UNOPENED and "TJ-mission-1.key" in missing.line and len(missing.err.splitlines()) == 1
    (tmp_path / "no.key").write_text("nothing")
    (tmp_path / "no.key").chmod(0o600)
    odd = shell("enter", register, path, "--key", tmp_path / "no.key", "--dry-run", lang=lang)
    assert odd.code == UNOPENED and "no.key" in odd.line
    assert {"en": "not a key file", "ru": "не файл ключа"}[lang] in odd.line


def test_a_protected_key_is_opened_by_the_environment(own: Callable[..., Path]) -> None:
    from comity.record.keys import write_key_file

    folder = own()
    key = folder.parent / "protected.key"
    write_key_file(key, signer_for(folder, "TJ/mission/1"), "open sesame")
    path = wrote(folder, STATEMENT)
    shell = shell_of(folder)
    assert shell("enter", folder, path, "--as", "TJ/mission/1", "--key", key).code == UNOPENED
    assert shell("enter", folder, path, "--as", "TJ/mission/1", "--key", key, COMITY_PASSPHRASE="open sesame").code == 0
