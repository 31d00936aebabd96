"""Entering acts through HTTP: how long one takes, and many at once, each client with a credential of its own."""

import http.client
import json
import statistics
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import corpus
from benchmarks.clients import HOST, serving
from benchmarks.figures import Figure, spread
from comity.acts.credentials import Enrolment, possession_text
from comity.record import entry
from comity.record.keys import generate, write_key_file
from comity.record.note import write_line
from comity.registry import Served, signer_for

CLIENTS = 32
MAY = ["instruments", "membership", "credentials"]


def enrol(served: Served, n: int) -> list[str]:
    """n credentials of missions, each with a key of its own in the folder of this measurement."""
    made = []
    for i in range(n):
        state = corpus.MEMBERS[i % len(corpus.MEMBERS)]
        mission = f"{state}/mission/1"
        name = f"{state}/capital/{i + 1}"
        signer = generate(f"csto-demonstration.example/{name}")
        write_key_file(served.folder / "keys" / (name.replace("/", "-") + ".key"), signer)
        enrolment = {"function": "capital", "holder": {"member": state}, "key": str(signer.key), "may": MAY, "number": i + 1}
        text = possession_text(msgspec.convert(enrolment, Enrolment), served.registry.origin)
        fields = {"enrolment": enrolment, "possession": write_line(signer.sign(text))}
        prepared = served.registry.prepare("credentials.enrol", fields, mission)
        served.registry.receive(entry.assemble(prepared.text, (signer_for(served.folder, mission).sign(prepared.text),)))
        made.append(name)
    return made


def client(port: int, folder: Path, credential: str, n: int, results: Any) -> None:
    """Prepares, signs and submits n statements of its state; tells how long each took, and what was refused."""
    connection = http.client.HTTPConnection(HOST, port)
    signer = signer_for(folder, credential)
    state = credential.split("/")[0]
    times, refused = [], 0
    for i in range(n):
        text = [{"lang": "en", "text": f"Statement {i} of {credential}."}, {"lang": "ru", "text": f"Заявление {i} ({credential})."}]
        ask = {"act": "membership.declare", "credential": credential, "fields": {"state": state, "stance": "other", "text": text}}
        connection.request("POST", "/acts/prepare", json.dumps(ask), {"Content-Type": "application/json"})
        exact = json.loads(connection.getresponse().read())["text"].encode()
        note = entry.assemble(exact, (signer.sign(exact),))
        start = time.perf_counter()
        connection.request("POST", "/acts", note, {"Content-Type": "text/plain; charset=utf-8"})
        response = connection.getresponse()
        response.read()
        times.append(time.perf_counter() - start)
        refused += response.status != 201
    results.put((times, refused))


def at_once(port: int, folder: Path, credentials: list[str], each: int) -> tuple[list[float], int, float]:
    """Times, refusals and acts a second of these clients together."""
    context = get_context("fork")
    results = context.Queue()
    workers = [context.Process(target=client, args=(port, folder, one, each, results)) for one in credentials]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    found = [results.get(timeout=300) for _ in workers]
    took = time.perf_counter() - start
    for worker in workers:
        worker.join()
    return [t for times, _ in found for t in times], sum(refused for _, refused in found), len(credentials) * each / took


def measure(folder: Path) -> list[Figure]:
    """One client, 4 and 32, against the server in a process of its own."""
    figures = []
    with tempfile.TemporaryDirectory(dir=folder) as name:
        organisation = Path(name) / "organisation"
        served = corpus.empty(organisation)
        credentials = enrol(served, CLIENTS)
        served.close()
        with serving("warm", organisation) as server:
            at_once(server.port, organisation, credentials[:1], 30)
            for n, each in ((1, 300), (4, 100), (CLIENTS, 25)):
                times, refused, rate = at_once(server.port, organisation, credentials[:n], each)
                who = "one client" if n == 1 else f"{n} clients at once"
                bound = 5.0 if n == 1 else None
                figures.append(Figure(f"an act through HTTP, {who}, median", statistics.median(times) * 1e3, "ms", bound, note=spread(times)))
                figures.append(Figure(f"refusals, {who}", refused, "", 0))
                figures.append(Figure(f"prepared, signed and entered, {who}", rate, "acts/s"))
    return figures


