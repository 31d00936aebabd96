"""What all tests share: no test touches this user's state directory, and the demonstration organisation is at hand.

`cast` is a founded organisation of one's own (`tests.cast`); after every act that it enters, the fold is compared with
a rebuild in a fresh process.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

# Before anything of Comity runs: heads are kept in a temporary directory, also those of session-wide servers.
_STATE = tempfile.TemporaryDirectory(prefix="comity-state-")
os.environ["COMITY_STATE"] = _STATE.name

from tests.cast import Cast, Template, make_template  # noqa: E402
from tests.zygote import Zygote, shared  # noqa: E402

#: What tests of one process share: a checkout with an environment of its own, a copy of the whole register.
TOGETHER = ("tests/setup/test_readme.py", "tests/portal/test_publish.py")

_quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("quick", max_examples=50, deadline=None, suppress_health_check=_quiet)
settings.register_profile("all", max_examples=500, deadline=None, suppress_health_check=_quiet)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_configure(config: pytest.Config) -> None:
    """The markers by which a run leaves out what needs a browser or much time."""
    config.addinivalue_line("markers", "browser: needs Chromium")
    config.addinivalue_line("markers", "long: takes longer than a minute")


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """Each test goes to whichever process is free, save that those which share what is dear to make stay in one.

    The plugin's own `--dist loadgroup` does this by a mark; with pytest 9.2 it no longer sees its marks.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """How tests are shared out among processes."""
    return Together(config, log)


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The state directory of this test alone, in which heads are kept (a test's own `monkeypatch.undo` spares it)."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMITY_STATE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def zygote() -> Zygote:
    """A process with another hash seed that forks a fresh child for every rebuild."""
    return shared()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The demonstration organisation, founded once a session; tests copy it."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def cast(tmp_path: Path, template: Template, zygote: Zygote) -> Iterator[Cast]:
    """An organisation of this test's own, opened for serving."""
    with Cast(template.copy(tmp_path / "organisation"), zygote) as one:
        yield one
