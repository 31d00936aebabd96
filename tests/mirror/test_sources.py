"""Where a record comes from: a folder that is being written, one left by a crash, published files, an address."""

import shutil
import socketserver
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from comity.mirror import Altered, Unreachable, rebuild, verify
from comity.mirror.source import Web, files_below
from comity.record import tiles
from comity.record.sqlite import FILE
from comity.registry import open_folder
from tests.cast import RU, TJ, Cast, Template, publish, words
from tests.zygote import ROOT

REMARK = {"about": ["member/TJ"], "said_by": words("somebody", "некто"), "text": words("a remark", "замечание")}


class Server(socketserver.ThreadingTCPServer):
    """Answers with published files; `answer` may say something else."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answer: Callable[[BaseHTTPRequestHandler, str], bool] = lambda handler, path: False
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """`/record/…` as files below the folder."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """A file, or 404."""
        if self.server.answer(self, self.path):
            return
        path = self.server.folder / self.path.removeprefix("/record/")
        data = path.read_bytes() if path.is_file() else None
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def published(cast: Cast) -> Path:
    """The published files of a record of 300 entries: a full bundle and a partial one."""
    for i in range(299):
        who = RU if i % 2 else TJ
        cast.registry.enter("record.remark", REMARK, who, cast.signer(who))
    publish(cast.registry, cast.published)
    return cast.published


@pytest.fixture
def server(published: Path) -> Iterator[Server]:
    with Server(published) as one:
        yield one
        one.shutdown()


def test_a_record_at_an_address_is_proved_as_in_its_folder(cast: Cast, server: Server) -> None:
    at, here, files = verify(server.address), verify(cast.folder), verify(cast.published)
    assert at.verdict is None and (at.size, at.acts, at.signatures) == (300, 300, 600)
    assert (at.root, at.digest, at.opening) == (here.root, here.digest, here.opening) == (files.root, files.digest, files.opening)
    assert at.digest == cast.standing.digest
    assert verify(server.address + "/", pin=at.opening).verdict is None
    assert verify(server.address, pin="A" * 43).faults[0].code == "mirror.pin"


def test_progress_is_told(server: Server) -> None:
    said: list[tuple[int, int]] = []
    verify(server.address, progress=lambda done, of: said.append((done, of)))
    assert said == [(256, 300), (300, 300)]


@pytest.mark.parametrize("name", ["checkpoint", tiles.path_of(None, 0), tiles.path_of(None, 1, 44)])
def test_any_published_file_altered_is_found(cast: Cast, published: Path, name: str) -> None:
    import random

    path = published / name
    data = bytearray(path.read_bytes())
    dice = random.Random(5)
    for at in dice.sample(range(len(data)), 25):
        old = data[at]
        data[at] ^= 1 << dice.randrange(8)
        path.write_bytes(data)
        report = verify(published)
        assert report.verdict == "altered", (name, at)
        for fault in report.faults:
            assert fault.code not in fault.said("en") and fault.said("en") != fault.said("ru")
        with pytest.raises(Altered):
            rebuild(files_below(published))
        data[at] = old
    path.write_bytes(data)
    assert rebuild(files_below(published)).digest == cast.standing.digest


@pytest.mark.parametrize("name", [tiles.path_of(None, 0), tiles.path_of(None, 1, 44)])
def test_a_bundle_that_is_not_there(published: Path, name: str) -> None:
    (published / name).unlink()
    report = verify(published)
    assert report.verdict == "altered" and [f.code for f in report.faults] in (["mirror.head"], ["mirror.entry_missing"])


def test_an_older_head_is_a_shorter_record_and_proves_itself(cast: Cast, published: Path, tmp_path: Path) -> None:
    early = Path(shutil.copytree(published, tmp_path / "early"))
    cast.enter("record.remark", TJ, **REMARK)
    assert verify(early).size == 300 and verify(early).verdict is None
    assert verify(cast.published).size == 301


def _refuse(handler: BaseHTTPRequestHandler, path: str) -> bool:
    handler.send_error(503)
    return True


def _endless(handler: BaseHTTPRequestHandler, path: str) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Length", str(10**12))
    handler.end_headers()
    try:
        for _ in range(4):
            handler.wfile.write(b"x" * 1_000)
    except OSError:
        pass
    handler.close_connection = True
    return True


def _too_long(handler: BaseHTTPRequestHandler, path: str) -> bool:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"x" * 1_000_000)
    except OSError:
        pass
    handler.close_connection = True
    return True


def _circle(handler: BaseHTTPRequestHandler, path: str) -> bool:
    handler.send_response(302)
    handler.send_header("Location", path)
    handler.send_header("Content-Length", "0")
    handler.end_headers()
    return True


def _to_a_file(handler: BaseHTTPRequestHandler, path: str) -> bool:
    handler.send_response(302)
    handler.send_header("Location", "file:///etc/passwd")
    handler.send_header("Content-Length", "0")
    handler.end_headers()
    return True


def _garbage(handler: BaseHTTPRequestHandler, path: str) -> bool:
    handler.wfile.write(b"\x00\xff not HTTP\r\n\r\n")
    handler.close_connection = True
    return True


def _nothing(handler: BaseHTTPRequestHandler, path: str) -> bool:
    time.sleep(1)
    handler.close_connection = True
    return True


def _not_found(handler: BaseHTTPRequestHandler, path: str) -> bool:
    handler.send_error(404)
    return True


@pytest.mark.parametrize("answer", [_refuse, _endless, _too_long, _circle, _to_a_file, _garbage, _nothing, _not_found])
def test_a_server_that_answers_anything_gets_one_sentence(
    server: Server, answer: Callable[[BaseHTTPRequestHandler, str], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.mirror.source.MOST", 2_000_000)
    monkeypatch.setattr("comity.mirror.verification.Web", lambda address: Web(address, patience=0.3))
    server.answer = answer
    with pytest.raises(Unreachable) as fault:
        verify(server.address)
    en, ru = fault.value.said("en"), fault.value.said("ru")
    assert en != ru and fault.value.code not in (en, ru) and "\n" not in en


def test_a_head_that_is_no_head_is_altered(server: Server) -> None:
    def page(handler: BaseHTTPRequestHandler, path: str) -> bool:
        data = b"<!doctype html><title>Welcome</title>"
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)
        return True

    server.answer = page
    assert [f.code for f in verify(server.address).faults] == ["mirror.head"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://", "https://127.0.0.1:1", "http://127.0.0.1:99999", "http://[::1"])
def test_an_address_where_nobody_answers_gets_one_sentence(address: str) -> None:
    with pytest.raises(Unreachable) as fault:
        verify(address)
    assert fault.value.said("en") != fault.value.said("ru")


def test_a_folder_that_is_not_there_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="there is no such folder"):
        verify(tmp_path / "nowhere")


def test_a_folder_is_verified_while_it_is_written(cast: Cast) -> None:
    """Read only: the registry goes on meanwhile, and every report is of some beginning of the record, and well."""
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            cast.registry.enter("record.remark", REMARK, TJ, cast.signer(TJ))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        reports = [verify(cast.folder)]
        while len(reports) < 12 or (reports[-1].size == reports[0].size and len(reports) < 500):  # until something was written meanwhile
            stop.wait(0.01)  # the writer has its turn
            reports.append(verify(cast.folder))
    finally:
        stop.set()
        writer.join()
    assert {report.faults for report in reports} == {()}
    sizes = [report.size for report in reports]
    assert sizes == sorted(sizes) and sizes[-1] > sizes[0]
    for report in reports:
        assert report.digest == cast.registry.standing_at(report.size).digest


@pytest.fixture
def crashed(template: Template, tmp_path: Path) -> Path:
    """A folder whose process was killed: its last acts lie in the write-ahead log only."""
    folder = template.copy(tmp_path / "organisation")
    first = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from comity.registry import open_folder, signer_for
        served = open_folder(Path({str(folder)!r}))
        for i in range(5):
            served.registry.enter("record.remark", {REMARK!r}, "TJ/mission/1", signer_for(served.folder, "TJ/mission/1"))
        served.registry.log.publish()
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    subprocess.run([sys.executable, "-c", first], cwd=ROOT, capture_output=True)
    assert (folder / f"{FILE}-wal").stat().st_size > 0
    return folder


def test_a_folder_left_by_a_crash_is_whole(crashed: Path) -> None:
    report = verify(crashed)
    assert (report.verdict, report.size) == (None, 6)


def test_a_byte_of_the_write_ahead_log_changed_loses_the_end_and_the_kept_head_says_so(crashed: Path, tmp_path: Path) -> None:
    import random

    dice = random.Random(6)
    length = (crashed / f"{FILE}-wal").stat().st_size
    for i, at in enumerate([0, 8, 16, 24, 32, 40, 56, *dice.sample(range(length), 40)]):
        copy = Path(shutil.copytree(crashed, tmp_path / f"copy{i}"))
        data = bytearray((copy / f"{FILE}-wal").read_bytes())
        data[at] ^= 1 << dice.randrange(8)
        (copy / f"{FILE}-wal").write_bytes(data)
        (copy / f"{FILE}-shm").unlink(missing_ok=True)
        report = verify(copy)
        if report.size == 6:
            assert report.verdict is None, (at, [f.said() for f in report.faults])
        else:
            assert [f.code for f in report.faults] == ["mirror.went_back"], (at, [f.said() for f in report.faults])


def test_a_write_ahead_log_deleted_or_of_an_older_store(crashed: Path, tmp_path: Path) -> None:
    (crashed / f"{FILE}-shm").unlink(missing_ok=True)
    wal = crashed / f"{FILE}-wal"
    older = tmp_path / "older-wal"
    shutil.move(wal, older)
    assert [f.code for f in verify(crashed).faults] == ["mirror.went_back"]
    shutil.move(older, wal)
    open_folder(crashed).close()
    assert verify(crashed).verdict is None and verify(crashed).size == 6
