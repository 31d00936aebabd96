"""`comity show` and `comity acts`: what they answer, in both languages, on a day, at an entry, as JSON."""

import json
import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from comity.acts import ACTS
from comity.acts.credentials import Permission
from comity.cli.commands.show import VIEWS
from comity.cli.views import members
from comity.organisation import instruments
from comity.organisation.instruments import questions as instrument_questions
from comity.organisation.membership.questions import Word
from comity.phrases import load
from tests.cli.shell import Said, Shell

MARK = {"en": "EXERCISE: nothing here", "ru": "УЧЕНИЕ: ничто здесь"}
ONE = {"member": "UZ", "instrument": "charter-2002"}


#: The Russian alphabet of their short names.
PROTOCOL = (
    ("Azerbaijan", "Азербайджан"), ("Armenia", "Армения"), ("Belarus", "Беларусь"), ("Georgia", "Грузия"), ("Kazakhstan", "Казахстан"),
    ("Kyrgyzstan", "Кыргызстан"), ("Russia", "Россия"), ("Tajikistan", "Таджикистан"), ("Uzbekistan", "Узбекистан"),
)  # fmt: skip


def show(shell: Shell, folder: Path, what: str, *more: object, lang: str = "") -> Said:
    said = shell("show", folder, what, *((ONE[what],) if what in ONE else ()), *more, lang=lang)
    assert (said.code, said.err) == (0, ""), said
    return said


def answer(shell: Shell, folder: Path, what: str, *more: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(show(shell, folder, what, *more, "--json").out)
    return found


def status_of(view: dict[str, Any], state: str) -> str:
    return next((str(one["status"]) for one in view["members"] if one["state"] == state), "absent")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("what", VIEWS)
def test_every_view_says_that_it_is_an_exercise(shell: Shell, exercise: Path, what: str, lang: str) -> None:
    said = show(shell, exercise, what, lang=lang)
    assert said.out.startswith(MARK[lang])
    assert "cli." not in said.out
    assert "\x1b" not in said.out and "\u00a0" not in said.out
    assert answer(shell, exercise, what)["exercise"] is True


@pytest.mark.parametrize("what", VIEWS)
def test_the_plain_register_is_no_exercise(shell: Shell, register: Path, what: str) -> None:
    assert "EXERCISE" not in show(shell, register, what).out
    assert answer(shell, register, what)["exercise"] is False


@pytest.mark.parametrize("what", VIEWS)
def test_lines_fit_the_width_that_is_asked_for(shell: Shell, exercise: Path, what: str) -> None:
    words = [what, *((ONE[what],) if what in ONE else ())]
    said = shell("show", exercise, *words, lang="ru", COLUMNS="80")
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("day", "counted", "uzbekistan"),
    [
        ("1995-01-01", 9, "party"),
        ("2004-01-01", 6, "former"),
        ("2006-07-01", 6, "not_known"),
        ("28 June 2012", 7, "member"),
        ("28 июня 2012 года", 7, "member"),
        ("28.06.2012", 7, "member"),
        ("2012-12-19", 6, "suspended"),
    ],
)
def test_members_as_they_stood_on_a_day(shell: Shell, register: Path, day: str, counted: int, uzbekistan: str) -> None:
    view = answer(shell, register, "members", "--on", day)
    assert view["counted"] == counted
    assert status_of(view, "UZ") == uzbekistan


def test_a_russian_day_is_read_in_an_english_call_and_the_reverse(shell: Shell, register: Path) -> None:
    english = show(shell, register, "members", "--on", "28 июня 2012", lang="en").out
    russian = show(shell, register, "members", "--on", "28 June 2012", lang="ru").out
    assert "As it stood on 28 June 2012." in english
    assert "По состоянию на 28 июня 2012 года." in russian


def test_every_status_has_its_place_and_its_words_in_both_languages() -> None:
    for word in get_args(Word):
        assert word in members._RANK and f"cli.word.standing.{word}" in load()
    for word in get_args(instrument_questions.Word):
        assert f"cli.word.party.{word}" in load()
    for word in get_args(get_type_hints(instruments.instrument_word)["return"]):
        assert f"cli.word.instrument.{word}" in load()


def test_contested_days_show_every_claim(shell: Shell, register: Path) -> None:
    said = show(shell, register, "members", "--on", "2006-07-01", lang="ru").out
    assert "Узбекистан: сведения о дне расходятся. Утверждения:" in said
    assert "23 июня 2006 года" in said and "16 августа 2006 года" in said
    view = answer(shell, register, "members", "--on", "2006-07-01")
    claims = next(one for one in view["members"] if one["state"] == "UZ")["period"]["claims"]
    assert [claim["day"] for claim in claims] == ["2006-06-23", "2006-08-16"]
    assert all(claim["sources"] for claim in claims)


def test_what_a_member_states_is_quoted_as_its_own(shell: Shell, register: Path) -> None:
    said = show(shell, register, "members", lang="en").out
    assert "Armenia, in its own statement of 22 February 2024, freezes its participation:" in said
    assert status_of(answer(shell, register, "members"), "AM") == "member"


def test_before_there_was_an_organisation_it_is_said_and_nobody_is_a_member(shell: Shell, register: Path) -> None:
    said = " ".join(show(shell, register, "members", "--on", "1990-01-01").out.split())
    assert "On this day there was no Organisation yet: the earliest day that is named as that of its creation is 14 May 2002." in said
    assert "No state had any status on 1 January 1990." in said
    assert answer(shell, register, "members", "--on", "1990-01-01")["members"] == []
    assert "Организации ещё не было" in show(shell, register, "members", "--on", "1990-01-01", lang="ru").out


@pytest.mark.parametrize("name", ["UZ", "uz", "UZB", "704", "Uzbekistan", "узбекистан", "Республика Узбекистан"])
def test_a_state_is_found_by_id_alias_or_name_in_either_language(shell: Shell, register: Path, name: str) -> None:
    said = shell("show", register, "member", name, "--json")
    assert json.loads(said.out)["state"] == "UZ"


def test_what_no_source_says_is_said_to_be_not_known(shell: Shell, register: Path) -> None:
    assert "Not known: No notice of withdrawal of Uzbekistan" in show(shell, register, "member").out
    assert "Неизвестно: " in show(shell, register, "instrument", lang="ru").out


def test_an_instrument_shows_each_state_s_part(shell: Shell, register: Path) -> None:
    view = answer(shell, register, "instrument", "--on", "2003-09-18")
    assert view["status"] == "in_force"
    assert view["depositary"] == {"state": "RU", "office": ""}
    assert {part["state"]: part["status"] for part in view["states"]} == dict.fromkeys(
        ("AM", "BY", "KZ", "KG", "RU", "TJ"), "in_force"
    )
    assert all(part["consent"] is None for part in view["states"]), "no source names a deposit"
    before = answer(shell, register, "instrument", "--on", "2003-09-17")
    assert before["status"] == "adopted"


def test_instruments_that_were_not_adopted_yet_are_not_listed(shell: Shell, register: Path) -> None:
    known = [one["instrument"] for one in answer(shell, register, "instruments", "--on", "1999-01-01")["instruments"]]
    assert "cst-1992" in known and "charter-2002" not in known


def test_at_an_entry_the_record_stands_as_it_stood_then(shell: Shell, register: Path) -> None:
    head, early = answer(shell, register, "record"), answer(shell, register, "record", "--at", 10)
    assert (early["at"], early["size"]) == (10, 10)
    assert early["pin"] == head["pin"] and early["root"] != head["root"] and early["digest"] != head["digest"]
    assert answer(shell, register, "record", "--at", head["size"]) == head
    assert "at entry 10" in show(shell, register, "record", "--at", "№ 10").out


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_at_an_entry_before_any_membership_no_state_is_said_to_have_been_outside(shell: Shell, register: Path, lang: str) -> None:
    early = show(shell, register, "members", "--at", 50, lang=lang).out
    assert {"en": "At entry 50 nothing of the membership of any state had been entered.", "ru": "На момент записи № 50 о членстве государств ещё ничего не было внесено."}[lang] in early
    assert "0" not in early.replace("50", "").replace("2026", "")
    parties = re.sub(r"\s+", " ", show(shell, register, "members", "--at", 100, lang=lang).out)
    assert {"en": "no membership of the Organisation had been entered yet", "ru": "о членстве в Организации ещё ничего не было внесено"}[lang] in parties


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_parties_to_the_treaty_are_not_counted_as_members(shell: Shell, register: Path, lang: str) -> None:
    said = show(shell, register, "members", "--on", "1995-01-01", lang=lang).out
    assert {"en": "Parties to the founding treaty on that day: 9; the Organisation had no member yet.", "ru": "Участников учредительного договора в этот день: 9; членов у Организации ещё не было."}[lang] in said
    view = answer(shell, register, "status", "--on", "1995-01-01")
    assert (view["members"], view["parties"]) == (0, 9)
    assert (answer(shell, register, "status")["members"], answer(shell, register, "status")["parties"]) == (6, 0)


def test_states_stand_in_protocol_order_in_both_languages(shell: Shell, register: Path) -> None:
    for lang in ("en", "ru"):
        rows = show(shell, register, "members", "--on", "1995-01-01", lang=lang).out.splitlines()
        named = [row.split()[0] for row in rows if row.split()[1:2] in (["party"], ["участник"])]
        assert len(named) == 9
        assert named == [{"en": en, "ru": ru}[lang] for en, ru in PROTOCOL]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_treaty_in_force_of_which_no_party_is_recorded_is_not_said_to_have_none(shell: Shell, register: Path, lang: str) -> None:
    rows = [row.split() for row in show(shell, register, "instruments", lang=lang).out.splitlines()]
    bound = {row[0]: row[-1] for row in rows if row}
    assert bound["charter-2002"] == "6" and bound["rop-2004"] == "–"
    assert "known" in bound["cst-prot-1999"] if lang == "en" else bound["cst-prot-1999"] == "неизвестно"
    assert "0" not in bound.values()


def test_a_source_published_in_another_language_stays_as_it_is_with_a_rendering(shell: Shell, register: Path) -> None:
    titles = {one["id"]: (one["title"], one["published"]) for one in answer(shell, register, "sources")["sources"]}
    assert titles["RULE14_WN"][1] == "ru" and titles["SEED"] == ({"en": titles["SEED"][0]["en"], "ru": titles["SEED"][0]["ru"]}, "")
    english, russian = (" ".join(shell("show", register, "sources", lang=lang).out.split()) for lang in ("en", "ru"))
    assert "МИД России: заявления" in english and "[Foreign Ministry of" in english and "(14 June 2009" in english
    assert "[Foreign Ministry" not in russian and "Таджикистан и ОДКБ" in russian and "адрес не" in russian


def test_sources_count_the_acts_that_rest_on_them(shell: Shell, register: Path) -> None:
    view = answer(shell, register, "sources")
    used = {one["id"]: one["acts"] for one in view["sources"]}
    acts = json.loads(shell("acts", register, "--json").out)["acts"]
    counted = sum("HIST25" in one["act"].get("transcribed", {}).get("source", []) for one in acts)
    assert used["HIST25"] == counted > 0


def test_credentials_say_whose_they_are(shell: Shell, exercise: Path, register: Path) -> None:
    missions = {one["member"] for one in answer(shell, exercise, "credentials")["credentials"] if one["member"]}
    assert missions == {"AM", "BY", "KZ", "KG", "RU", "TJ"}, "sample keys for the members of today and for nobody else"
    assert not any(one["member"] for one in answer(shell, register, "credentials")["credentials"])
    assert "регистратор" in show(shell, register, "credentials", lang="ru").out


@pytest.mark.parametrize(("lang", "words"), [("en", "treaties, membership, credentials"), ("ru", "договоры, членство, полномочия")])
def test_what_a_credential_may_sign_is_said_in_words(shell: Shell, exercise: Path, lang: str, words: str) -> None:
    said = show(shell, exercise, "credentials", lang=lang).out
    assert said.count(words) == 6, "of each mission"
    assert not {"transcribe", "instruments"} & set(re.findall(r"[a-z]+", said)), "no key of the record"


@pytest.mark.parametrize("permission", get_args(Permission))
def test_every_permission_has_its_words(permission: str) -> None:
    assert set(load()[f"permission.{permission}"]) == {"en", "ru"}


def test_status_shows_the_dates_of_the_creation_as_what_each_is(shell: Shell, register: Path) -> None:
    view = answer(shell, register, "status")
    assert [one["day"] for one in view["creation"]] == ["2002-05-14", "2002-10-07", "2003-09-18"]
    assert view["members"] == 6 and view["instruments"]["in_force"] > 0


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_acts_are_the_entries_in_words(shell: Shell, exercise: Path, lang: str) -> None:
    said = shell("acts", exercise, "--from", 1, "--to", 4, lang=lang)
    assert said.out.startswith(MARK[lang])
    assert {"en": "Armenia signs: Collective", "ru": "Армения подписывает: Договор"}[lang] in re.sub(r"\s+", " ", said.out)
    assert "cli." not in said.out and "act." not in said.out


def test_acts_may_be_narrowed_by_name_and_by_entry(shell: Shell, register: Path) -> None:
    every = json.loads(shell("acts", register, "--json").out)
    assert [one["entry"] for one in every["acts"]] == list(range(1, every["size"] + 1))
    signed = json.loads(shell("acts", register, "--act", "instrument.sign", "--json").out)["acts"]
    assert signed and {one["act"]["act"] for one in signed} == {"instrument.sign"}
    some = json.loads(shell("acts", register, "--from", 5, "--to", 7, "--json").out)["acts"]
    assert [one["entry"] for one in some] == [5, 6, 7]
    assert "No such entries." in shell("acts", register, "--act", "clock.step").out


def test_every_act_as_json_is_the_act_of_the_record(shell: Shell, register: Path) -> None:
    from comity import acts, canon

    for one in json.loads(shell("acts", register, "--json").out)["acts"]:
        act = acts.read(canon.encode(one["act"]))
        assert act.name() in ACTS
        assert one["said"] and one["signer"] and len(one["identity"]) == 43


def test_reading_needs_no_key_and_changes_nothing(shell: Shell, register: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(register, copy)
    shutil.rmtree(copy / "keys")
    before = sorted((p.relative_to(copy), p.read_bytes()) for p in copy.rglob("*") if p.is_file() and p.suffix != ".sqlite-shm")
    assert shell("show", copy, "members").out == shell("show", register, "members").out
    after = sorted((p.relative_to(copy), p.read_bytes()) for p in copy.rglob("*") if p.is_file() and p.suffix != ".sqlite-shm")
    assert after == before


def test_showing_loads_no_server_and_no_web(shell: Shell, register: Path) -> None:
    """So that it is quick: what a command does not need is not imported."""
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "comity.cli", "show", str(register), "members"],
        capture_output=True, text=True, env=shell.environment(), timeout=60,
    )  # fmt: skip
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert done.returncode == 0 and "click" in loaded
    assert not loaded & {"django", "granian", "uvloop", "asyncio", "jinja2", "a2wsgi", "jsonschema", "urllib3"}
    assert "comity.portal" not in done.stderr and "comity.mirror" not in done.stderr
