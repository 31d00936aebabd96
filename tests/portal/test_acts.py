"""Acts in words: each act has a page, each kind of act has a page, and every field of every act has words."""

import typing

import msgspec
import pytest

from comity import acts
from comity.acts import base
from comity.phrases import load
from comity.portal.facts import facts_by_entry
from comity.portal.fields import LEFT_OUT
from tests.cast import words
from tests.portal.sites import Site, transcribed


def test_every_act_of_the_record_has_its_page(whole: Site, lang: str) -> None:
    for number in range(1, whole.registry.standing.size + 1):
        answer = whole.get(f"/{lang}/acts/{number}")
        assert answer.status == 200, number
        assert answer.lede, number


@pytest.mark.parametrize("name", list(acts.ACTS))
def test_every_kind_of_act_has_its_page(whole: Site, name: str, lang: str) -> None:
    page = whole.page(f"/{lang}/acts/{name}")
    assert name in page.lede


def test_the_page_of_kinds_lists_every_kind(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/acts")
    listed = {a["href"].rsplit("/", 1)[1] for a in page.main.every("a") if "." in a["href"].rpartition("/")[2] and "/" in a["href"]}
    assert listed == set(acts.ACTS)


def test_a_kind_that_there_is_not_is_not_found(whole: Site) -> None:
    assert whole.get("/en/acts/decision.table").status == 404


def _parts(cls: type[msgspec.Struct], seen: set[type]) -> typing.Iterator[msgspec.structs.FieldInfo]:
    for field in msgspec.structs.fields(cls):
        if field.encode_name in LEFT_OUT:
            continue
        yield field
        todo = [field.type]
        while todo:
            one = todo.pop()
            todo += [a for a in typing.get_args(one) if not isinstance(a, (str, int))]
            if isinstance(one, type) and issubclass(one, msgspec.Struct) and one not in seen:
                seen.add(one)
                yield from _parts(one, seen)


@pytest.mark.parametrize("name", list(acts.ACTS))
def test_every_field_and_value_of_an_act_has_words(name: str) -> None:
    codes = load()
    for field in _parts(acts.ACTS[name], set()):
        assert f"field.{field.encode_name}" in codes
        todo = [field.type]
        while todo:
            one = todo.pop()
            if typing.get_origin(one) is typing.Literal:
                for value in typing.get_args(one):
                    assert not value or f"value.{value}" in codes, (field.encode_name, value)
            todo += [a for a in typing.get_args(one) if not isinstance(a, (str, int))]


@pytest.mark.parametrize("name", list(acts.ACTS))
def test_every_act_says_what_it_does_whatever_its_manner(name: str) -> None:
    codes = load()
    assert f"kind.{name}" in codes
    variants = [code for code in codes if code == f"act.{name}" or code.startswith(f"act.{name}.")]
    assert variants


def test_a_transcribed_act_names_source_confidence_and_that_no_state_signed(whole: Site) -> None:
    number = next(n for n in range(2, 60) if "transcribed" in whole.get(f"/en/acts/{n}.json").json["data"]["said"])
    page = whole.page(f"/en/acts/{number}")
    said = whole.get(f"/en/acts/{number}.json").json["data"]["said"]["transcribed"]
    assert f"{said['confidence']} confidence" in page.main.text
    assert any(a["href"].endswith(f"#{said['source'][0]}") for a in page.main.every("a"))
    assert "never counts as the signature of a state" in page.main.text


def test_an_act_without_effect_says_so_first_with_provision_and_confidence(site: Site) -> None:
    site.enter("membership.declare", "TJ/mission/1", state="TJ", stance="other", text=words("A statement.", "Заявление."))
    page = site.page("/en/acts/2")
    assert "without effect" in page.lede
    assert "is not a member on that day" in page.main.text.replace("\u00a0", " ")
    assert "high confidence" in page.main.text
    assert "A statement." in page.main.text
    assert "не влечёт последствий" in site.page("/ru/acts/2").lede


def test_a_corrected_act_names_its_correction_and_keeps_what_it_said(site: Site) -> None:
    said = transcribed("SEED")
    site.enter(
        "instrument.adopt", instrument="treaty", kind="treaty", force={"rule": "unknown"}, effective="1992-05-15",
        title=words("Treaty", "Договор"), transcribed=said,
    )  # fmt: skip
    site.enter("record.correct", on="instrument/treaty", field="effective", value="1992-05-16", reason=words("A misprint.", "Опечатка."))
    page = site.page("/en/acts/2")
    assert "corrected entry 3" in page.main.text
    assert "исправлено" in site.page("/ru/acts/2").main.text
    assert "15 May 1992" in page.main.text


def test_left_out_fields_are_said_elsewhere() -> None:
    assert {f.encode_name for f in msgspec.structs.fields(base.Act)} - {"act"} <= LEFT_OUT


def test_parts_of_a_field_are_a_ledger_of_their_own(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/acts/1").main
    ledgers = main.classed("parts")
    assert len(ledgers) > 8, "the clock, the keys, and each credential enrolled at the opening"
    assert all(len(one.every("dt")) == len(one.every("dd")) > 0 for one in ledgers)
    assert "T09:00:00Z" not in main.text, "an hour is said with its zone"


def test_an_act_of_a_key_in_other_hands_says_so_until_its_state_has_spoken(site: Site) -> None:
    said = transcribed("SEED")
    site.enter(
        "instrument.adopt", instrument="treaty", kind="treaty", force={"rule": "unknown"}, effective="1992-05-15", signatories=["TJ"],
        title=words("Treaty", "Договор"), transcribed=said,
    )  # fmt: skip
    site.enter("instrument.sign", "TJ/mission/1", on="instrument/treaty", state="TJ")
    revoked = site.enter("credentials.revoke", "TJ/mission/1", credential="credential/TJ/mission/1", reason=words("Lost.", "Утрачен."), since=3)
    assert "in other hands" in site.page("/en/acts/3").main.text
    assert "in other hands" in site.page("/en/instruments/treaty").main.text
    assert "в чужих руках" in site.page("/ru/acts/3").main.text
    page = site.page("/en/members/tj")
    row = next(tr for tr in page.main.every("tr") if "TJ/mission/1" in tr.text)
    assert "said to have been in other hands since entry 3" in row.text.replace("\u00a0", " ")
    assert f"entry {revoked.entry}" in row.text.replace("\u00a0", " ")


def test_an_act_of_a_session_says_of_which(whole: Site) -> None:
    """Every session of a body has the name of the body: the day tells them apart."""
    found = next(n for n, fact in facts_by_entry(whole.registry.standing).items() if getattr(fact.act, "session", "") == "csc-2004-06-18")
    rows = [row.text for row in whole.page(f"/en/acts/{found}").main.every("div") if row.text.startswith("Session ")]
    assert rows == ["Session Collective Security Council, 18 June 2004"]
