"""The last step of docs/adding-an-organisation.md: a folder beside the others has its pages, and *what if* works there."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.charter import recipe
from tests.portal.sites import Site


@pytest.fixture
def shipped_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The sample organisation of the document, among those that come with Comity."""
    monkeypatch.setattr(import_module("comity.charter.load"), "shipped_folder", lambda: tmp_path)
    return recipe.write(tmp_path).name


def test_the_bodies_of_the_sample_have_a_page_each(whole: Site, lang: str, shipped_too: str) -> None:
    for body in ("assembly", "board"):
        assert whole.get(f"/{lang}/rules/{shipped_too}/{body}").status == 200


def test_what_if_is_answered_for_the_sample(whole: Site, shipped_too: str) -> None:
    page = f"/en/rules/{shipped_too}/assembly.json?on=2025-03-03&matter=budget"
    assert whole.get(f"{page}&everybody=for").json["data"]["case"]["outcome"] == "adopted"
    case = whole.get(f"{page}&S1=for&S2=for").json["data"]["case"]
    assert case["outcome"] == "not_adopted" and "7 units short" in case["sentence"]
