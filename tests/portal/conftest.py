"""Organisations whose pages are looked at; see `tests.portal.sites` for what is in each.

    def test_something(whole: Site) -> None:
        page = whole.page("/en/members?on=2012-06-28")     # 200, well-formed, named, every link answers
        assert page.lede.startswith("On 28 June 2012")
"""

from collections.abc import Iterator

import pytest

from comity.portal.reading import DERIVED
from tests.portal.sites import Site, big_site, empty_site, one_site, whole_site


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration with its whole history."""
    with whole_site(tmp_path_factory.mktemp("whole") / "organisation") as site:
        yield site


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, founded and nothing more."""
    with empty_site(tmp_path_factory.mktemp("empty") / "organisation") as site:
        yield site


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One row in each table."""
    with one_site(tmp_path_factory.mktemp("one") / "organisation") as site:
        yield site


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """300 rows of names of 120 characters."""
    with big_site(tmp_path_factory.mktemp("big")) as site:
        yield site


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An organisation of this test's own, in which it may enter acts."""
    with empty_site(tmp_path_factory.mktemp("site") / "organisation") as one:
        yield one


@pytest.fixture(params=["en", "ru"])
def lang(request: pytest.FixtureRequest) -> str:
    """Each language."""
    return str(request.param)


@pytest.fixture
def cold() -> None:
    """Derived views forgotten, as after a start."""
    DERIVED.clear()
