"""An installed Comity needs no checkout: the package holds code, words, templates, fonts and organisations."""

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT, below
from tests.setup.checkout import READY, Checkout, answer, surroundings


def built(checkout: Checkout, folder: Path) -> Path:
    """The wheel of a checkout, as whoever releases it builds it."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=checkout.root, env=surroundings(), check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_package_holds_every_file_of_the_code_and_of_the_organisations(checkout: Checkout, tmp_path: Path) -> None:
    with zipfile.ZipFile(built(checkout, tmp_path / "wheel")) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
        about = wheel.read(next(name for name in wheel.namelist() if name.endswith("METADATA"))).decode()
        licence = [name for name in wheel.namelist() if name.endswith("licenses/LICENSE")]
    code = {path.relative_to(ROOT / "src").as_posix() for path in below("src/comity")}
    organisations = {f"comity/{path.relative_to(ROOT).as_posix()}" for path in below("organisations")}
    assert held == code | organisations
    assert "comity/organisations/csto/charter/organisation.yaml" in held
    assert any(name.startswith("comity/portal/templates/") for name in held)
    assert any(name.startswith("comity/portal/static/") for name in held)
    assert "License-Expression: Apache-2.0" in about
    assert licence


@pytest.mark.long
@pytest.mark.timeout(600)
def test_an_installed_comity_founds_serves_and_verifies_outside_a_checkout(checkout: Checkout, tmp_path: Path) -> None:
    wheel = built(checkout, tmp_path / "wheel")
    venv, home = tmp_path / "installed", tmp_path / "home"
    home.mkdir()
    uv = shutil.which("uv", path=str(ROOT / ".venv" / "bin"))
    assert uv, "the environment for development holds uv"

    def run(*words: str) -> str:
        done = subprocess.run(words, cwd=home, env=surroundings(), capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
        return done.stdout

    run(sys.executable, "-m", "venv", "--without-pip", str(venv))
    at = ("--python", str(venv / "bin" / "python"))
    run(uv, "pip", "install", "-q", *at, "--require-hashes", "-r", str(ROOT / "requirements" / "run.lock"))
    run(uv, "pip", "install", "-q", *at, "--no-deps", str(wheel))
    shutil.rmtree(checkout.root)
    comity = str(venv / "bin" / "comity")
    where = run(str(venv / "bin" / "python"), "-c", "import comity; print(comity.__file__)")
    assert os.path.commonpath((where, venv)) == str(venv)
    run(comity, "init", "register", "--organisation", "csto")
    run(comity, "verify", "register")
    with subprocess.Popen(
        [comity, "serve", "register", "--port", "0"], cwd=home, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = next(found[1] for line in process.stdout if (found := READY.search(line)))
            status, page = answer(f"{address}/en")
            assert status == 200
            sheet = next(word for word in page.split('"') if word.startswith("/static/") and ".css" in word)
            assert answer(f"{address}{sheet}")[0] == 200
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
        finally:
            if process.poll() is None:
                process.kill()
