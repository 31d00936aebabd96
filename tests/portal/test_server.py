"""The server as a process: members' acts from other processes, many at once, and its end."""

import json
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from comity import registry
from comity.charter import files_of, find
from comity.record import entry
from comity.registry import key_path, signer_for
from tests.cast import MEMBERS, ORGANISATION, ORIGIN, words
from tests.portal.served import Server, served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An organisation founded and closed, with sample keys of members."""
    registry.found(tmp_path / "organisation", files_of(find(ORGANISATION)), ORIGIN, MEMBERS)
    registry.open_folder(tmp_path / "organisation").close()
    return tmp_path / "organisation"


def statement(server: Server, folder: Path, state: str, text: str) -> tuple[int, dict[str, object]]:
    """A member prepares at the server, signs here, and hands in."""
    fields = {"state": state, "stance": "other", "text": words(text)}
    ask = {"act": "membership.declare", "credential": f"{state}/mission/1", "fields": fields}
    prepared = json.loads(server.ask("POST", "/acts/prepare", json.dumps(ask).encode()).body)
    exact = prepared["text"].encode()
    note = entry.assemble(exact, (signer_for(folder, f"{state}/mission/1").sign(exact),))
    reply = server.ask("POST", "/acts", note)
    return reply.status, json.loads(reply.body)


def test_a_member_s_act_is_entered_by_a_process_that_holds_no_member_key(folder: Path, tmp_path: Path) -> None:
    """The keys of members lie elsewhere: the server's folder has its own three and the registrar's, no more."""
    capital = tmp_path / "capital"
    (capital / "keys").mkdir(parents=True)
    for state in MEMBERS:
        shutil.move(key_path(folder, f"{state}/mission/1"), key_path(capital, f"{state}/mission/1"))
    assert {p.stem for p in (folder / "keys").iterdir()} == {"log", "receipts", "registrar-desk-1", "registry-acts-1"}
    with served(folder) as server:
        status, receipt = statement(server, capital, "TJ", "Signed in the capital.")
        assert status == 201
        assert receipt["entry"] == 2
        page = server.ask("GET", "/en/acts/2").body.decode()
    assert "Signed in the capital." in page


def test_many_at_once_are_all_entered_and_no_number_is_given_twice(folder: Path) -> None:
    with served(folder) as server, ThreadPoolExecutor(len(MEMBERS)) as pool:

        def many(state: str) -> list[int]:
            found = [statement(server, folder, state, f"Statement {i}.") for i in range(8)]
            assert {status for status, _ in found} == {201}, found
            return [int(str(receipt["entry"])) for _, receipt in found]

        entries = [n for found in pool.map(many, MEMBERS) for n in found]
    assert sorted(entries) == list(range(2, 2 + 8 * len(MEMBERS)))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_and_what_was_entered_is_there_after_a_second_start(folder: Path, how: signal.Signals) -> None:
    with served(folder) as server:
        assert statement(server, folder, "AM", "Before the stop.")[0] == 201
        code, said = server.stop(how)
    assert (code, "Traceback" in said) == (0, False)
    with served(folder) as server:
        assert json.loads(server.ask("GET", "/healthz").body)["entries"] == 2


def test_it_stops_while_somebody_keeps_a_connection_open(folder: Path) -> None:
    import socket

    with served(folder) as server, socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(b"GET /en HTTP/1.1\r\nHost: x\r\n\r\n")
        line.recv(100)
        assert server.stop()[0] == 0


def test_killed_without_warning_it_has_lost_nothing_that_it_acknowledged(folder: Path) -> None:
    with served(folder) as server:
        for i in range(5):
            assert statement(server, folder, "KZ", f"Statement {i}.")[0] == 201
        server.stop(signal.SIGKILL)
    with served(folder) as server:
        assert json.loads(server.ask("GET", "/healthz").body)["entries"] == 6
        assert statement(server, folder, "KZ", "And on it goes.")[0] == 201


def test_a_second_server_on_the_same_folder_is_told_who_serves_it(folder: Path) -> None:
    with served(folder) as server:
        command = [sys.executable, "-m", "comity.cli", "--lang", "en", "serve", str(folder), "--port", "0"]
        second = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert second.returncode == 3
        assert str(server.process.pid) in second.stderr
        assert server.address in second.stderr
        assert server.ask("GET", "/healthz").status == 200


def test_a_port_that_is_taken_gets_one_sentence(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    registry.found(other, files_of(find(ORGANISATION)), "record.other.example/1", MEMBERS)
    with served(folder) as server:
        command = [sys.executable, "-m", "comity.cli", "--lang", "ru", "serve", str(other), "--port", str(server.port)]
        second = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert second.returncode == 3
    assert f"порт {server.port}" in second.stderr.replace("\u00a0", " ")
    assert "Traceback" not in second.stderr


def test_the_exercise_is_named_on_every_machine_answer(folder: Path) -> None:
    with served(folder) as server:
        assert json.loads(server.ask("GET", "/en/members.json").body)["about"]["exercise"] is True
        assert statement(server, folder, "AM", "Played.")[1]["exercise"] is True
        assert b",exercise" in server.ask("GET", "/en/record.csv").body
