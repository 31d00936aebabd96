"""The description of the machine addresses is true: valid OpenAPI 3.1, and what the server does agrees with it."""

import re
from typing import Any

import hypothesis
import jsonschema
import pytest
import schemathesis
from schemathesis import GenerationMode
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from comity.portal.server import wsgi
from comity.portal.urls import ADDRESSES, PAGES
from tests.portal.sites import Site


def test_it_names_every_machine_address(whole: Site) -> None:
    paths = whole.get("/openapi.json").json["paths"]
    assert {"/acts", "/acts/prepare", "/healthz", "/openapi.json", "/record/checkpoint"} <= set(paths)
    for page in PAGES:
        assert any(o["get"]["operationId"] == page.name for o in paths.values() if "get" in o) == ("json" in page.formats)
    assert {a.name for a in ADDRESSES} >= {"submit", "prepare", "openapi", "log", "part", "healthz", "home", "static"}


def test_every_page_says_of_what_its_value_consists(whole: Site) -> None:
    for page in PAGES:
        assert page.value is not None or "json" not in page.formats, page.name


VALUES = [
    "/en/record.json", "/en/record/20.json", "/ru/acts.json", "/en/acts/20.json", "/en/acts/instrument.sign.json",
    "/en/members.json?on=2012-06-28", "/en/members/tj.json", "/en.json", "/en/instruments.json", "/en/charter.json",
    "/en/instruments/charter-2002.json", "/en/sources.json", "/en/designations.json",
    "/en/rules/unsc/security-council/votes.json", "/ru/rules/unsc/security-council/votes/326.json", "/en/rules/csto/csc/votes.json",
]  # fmt: skip


@pytest.mark.parametrize("path", VALUES)
def test_what_a_page_sends_as_json_is_what_is_described(whole: Site, path: str) -> None:
    document = whole.get("/openapi.json").json
    body = whole.get(path)
    assert body.status == 200
    name = next(p.name for p in PAGES if matches(p.path, path))
    operation = next(o["get"] for o in document["paths"].values() if o.get("get", {}).get("operationId") == name)
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": document["components"]}).validate(body.json)


def matches(pattern: str, path: str) -> bool:
    """Whether an address's pattern names this path."""
    return bool(re.fullmatch(f"/(en|ru){pattern}", path.split("?")[0].removesuffix(".json")))


@pytest.fixture(scope="module")
def described(whole: Site) -> Any:
    """The server under its own description."""
    every = ProjectConfig(generation=GenerationConfig(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    config = SchemathesisConfig(projects=ProjectsConfig(default=every))
    return schemathesis.openapi.from_wsgi("/openapi.json", wsgi(whole.registry), config=config)


def _operations() -> list[str]:
    return ["submit", "prepare", "healthz", "checkpoint", "tile", "partial_tile", "part", *(p.name for p in PAGES if "json" in p.formats)]


# Left out is the check that whatever fits the schema is accepted: no schema says that a day is in the calendar, that an
# entry is in the record, or that a signature verifies; a refusal of those is described as 400, 403, 404 or 409.
@pytest.mark.parametrize("operation", _operations())
def test_whatever_is_asked_the_server_answers_as_described(described: Any, operation: str) -> None:
    found = next(one.ok() for one in described.get_all_operations() if one.ok().definition.raw.get("operationId") == operation)

    @hypothesis.settings(max_examples=25, deadline=None, suppress_health_check=list(hypothesis.HealthCheck), database=None)
    @hypothesis.given(case=found.as_strategy())
    def holds(case: Any) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=[positive_data_acceptance])

    holds()
