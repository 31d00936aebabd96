"""A real Chromium, and real servers of the organisations whose pages it opens (each in a process of its own)."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.look import Look
from tests.portal.served import Server, served
from tests.portal.sites import Site, big_site, empty_site, one_site, whole_site

ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium; as root it has no sandbox."""
    path = os.environ.get("COMITY_CHROMIUM") or next((found for name in CHROMIUM if (found := shutil.which(name))), "")
    assert path, "the browser tests need Chromium: apt install chromium, or name it in COMITY_CHROMIUM"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": path, "args": [*ARGUMENTS, *root]}


MAKERS: dict[str, Callable[[Path], Site]] = {
    "whole": lambda folder: whole_site(folder / "organisation"),
    "empty": lambda folder: empty_site(folder / "organisation"),
    "one": lambda folder: one_site(folder / "organisation"),
    "big": big_site,
}


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """The server of an organisation by its name, started when it is first asked for."""
    running: dict[str, Any] = {}

    def of(name: str) -> Server:
        if name not in running:
            folder = tmp_path_factory.mktemp(f"browser-{name}")
            with MAKERS[name](folder) as site:
                path = site.folder
            manager = served(path)
            running[name] = (manager, manager.__enter__())
        server: Server = running[name][1]
        return server

    yield of
    for manager, _ in running.values():
        manager.__exit__(None, None, None)


@pytest.fixture
def look(browser: Browser, servers: Callable[[str], Server]) -> Iterator[Callable[..., Look]]:
    """Opens pages: `look("whole", "/en/members", dark=True, phone=True)`."""
    opened: list[Look] = []

    def at(site: str, path: str, **how: bool) -> Look:
        one = Look(browser, servers(site), path, **how)
        opened.append(one)
        return one

    yield at
    for one in opened:
        one.close()
