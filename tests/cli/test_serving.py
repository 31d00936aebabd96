"""`comity demo` and `comity serve`: ready, stopped, continued; one process a folder; a clock that cannot be believed."""

import json
import shutil
import signal
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.cli.ending import UNOPENED
from tests.cli.conftest import shell_of
from tests.cli.shell import Shell


def get(address: str) -> int:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return int(answer.status)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_demo_founds_is_ready_and_stops_cleanly_then_goes_on(shell: Shell, tmp_path: Path, how: signal.Signals) -> None:
    folder = tmp_path / "demo"
    pins = []
    for _ in range(2):
        with shell.start("demo", "--folder", folder, "--port", 0, "--host", "127.0.0.1", LANG="ru_RU.UTF-8") as demo:
            address = demo.ready()
            assert address.startswith("http://127.0.0.1:")
            assert get(f"{address}/healthz") == 200
            said = demo.stop(how)
        assert (said.code, said.out, said.err) == (0, "", "")
        pins.append(json.loads(shell("show", folder, "record", "--json").out)["pin"])
    assert pins[0] == pins[1], "the second start goes on with the same organisation"
    assert shell("verify", folder).code == 0


def test_demo_without_a_folder_takes_its_own(shell: Shell, tmp_path: Path) -> None:
    here = Shell(shell.state, tmp_path)
    with here.start("demo", "--port", 0) as demo:
        demo.ready()
        assert demo.stop().code == 0
    assert (tmp_path / "comity-demonstration" / "record.sqlite").exists()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_until_it_is_told_to_stop(own: Callable[..., Path], how: signal.Signals) -> None:
    folder = own()
    with shell_of(folder).start("serve", folder, "--port", 0, "--host", "127.0.0.1") as server:
        address = server.ready()
        assert get(f"{address}/healthz") == 200
        assert shell_of(folder)("show", folder, "members").code == 0, "reading goes on while it is served"
        said = server.stop(how)
    assert (said.code, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_one_process_serves_a_folder_at_a_time(own: Callable[..., Path], lang: str) -> None:
    folder = own()
    with shell_of(folder).start("serve", folder, "--port", 0) as server:
        address = server.ready()
        said = shell_of(folder)("serve", folder, "--port", 0, lang=lang)
        assert said.code == UNOPENED and address in said.line and str(server.process.pid) in said.line
        assert ("already" in said.line) is (lang == "en")
        server.stop()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_folder_that_was_moved_is_served_with_the_head_that_is_trusted(own: Callable[..., Path], tmp_path: Path, lang: str) -> None:
    folder = own()
    elsewhere = Shell(tmp_path / "another-state", tmp_path)
    said = elsewhere("serve", folder, "--port", 0, lang=lang)
    assert said.code == UNOPENED and "--accept-head " in said.line
    head = said.line.split("--accept-head ")[1].split()[0]
    wrong = elsewhere("serve", folder, "--port", 0, "--accept-head", "1:00", lang=lang)
    assert wrong.code == UNOPENED and len(wrong.err.splitlines()) == 1
    with elsewhere.start("serve", folder, "--port", 0, "--accept-head", head) as server:
        server.ready()
        assert server.stop().code == 0


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_store_that_went_back_is_not_served(own: Callable[..., Path], lang: str) -> None:
    folder, older = own(), own("older")
    statement = folder.parent / "statement.yaml"
    statement.write_text("act: membership.declare\nstate: TJ\nstance: other\ntext: {en: Said., ru: Сказано.}\n", "utf-8")
    assert shell_of(folder)("enter", folder, statement, "--as", "TJ/mission/1").code == 0
    shutil.rmtree(folder)
    shutil.copytree(older, folder)
    said = shell_of(folder)("serve", folder, "--port", 0, lang=lang)
    assert said.code == UNOPENED and len(said.err.splitlines()) == 1
    assert {"en": "the store went back", "ru": "хранилище вернулось к прежнему состоянию"}[lang] in said.line


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_clock_that_was_set_back_is_not_believed(register: Path, shell: Shell, tmp_path: Path, lang: str) -> None:
    shutil.copytree(register, tmp_path / "copy")
    (tmp_path / "sitecustomize.py").write_text(
        "import time\n_true = time.time\ntime.time = lambda: _true() - 90_000\n"
    )
    said = Shell(shell.state, tmp_path)("serve", tmp_path / "copy", "--port", 0, lang=lang, PYTHONPATH=str(tmp_path))
    assert said.code == UNOPENED and len(said.err.splitlines()) == 1
    assert {"en": "this machine’s clock", "ru": "часы этого компьютера"}[lang] in said.line
