"""Small charters for tests: one that is whole, and ways to spoil it."""

import re
from pathlib import Path

from comity.charter import Complaint

WHOLE = """\
organisation:
  id: league
  name: {en: League of Lakes, ru: Лига озёр}
  short: {en: the League, ru: Лига}
  abbreviation: {en: LL, ru: ЛО}
  seat: {en: Lakeside, ru: Приозёрск}
  zone: UTC
  official_languages: [en, ru]
  authentic_languages: [en]
  description: {en: "Made up for tests.", ru: "Придумана для проверок."}
  source: [pact]
  confidence: high
sources:
  pact: {title: {en: "Pact of the League", ru: "Пакт Лиги"}, where: "tests", kind: treaty}
states:
  - {id: AA, short: {en: Aland, ru: Алания}, full: {en: State of Aland, ru: Государство Алания}}
bodies:
  - {id: assembly, name: {en: Assembly, ru: Ассамблея}, kind: supreme, source: [pact], confidence: high, provision: pact/1}
  - {id: board, name: {en: Board, ru: Правление}, kind: working, parents: [assembly], source: [pact], confidence: high}
provisions:
  - {id: pact/1, instrument: pact, article: "1", text: {en: "the Assembly decides", ru: "решает Ассамблея"}, source: [pact], confidence: high, in_force: {from: 2000-01-01, until: 2010-01-01}}
  - {id: pact/1, instrument: pact, article: "1", text: {en: "the Assembly decides alone", ru: "решает только Ассамблея"}, source: [pact], confidence: low, in_force: {from: 2010-01-01}}
membership:
  - {deciding_body: assembly, deciding_provision: pact/1, notice_months: 6, in_force: {from: 2000-01-01}}
"""


def folder(base: Path, text: str = WHOLE, name: str = "league", **more: str) -> Path:
    """An organisation of one file `charter/a.yaml`, and of more files by name."""
    path = base / name
    (path / "charter").mkdir(parents=True)
    (path / "charter" / "a.yaml").write_text(text, "utf-8")
    for file, words in more.items():
        (path / "charter" / f"{file}.yaml").write_text(words, "utf-8")
    return path


def well_said(complaint: Complaint) -> None:
    """One sentence in each language, and no English words left in the middle of the Russian one."""
    english, russian = complaint.said("en"), complaint.said("ru")
    assert "\n" not in english and "charter." not in english.replace(complaint.file, "")
    at = f"{complaint.file}, строка {complaint.line}, " if complaint.line else f"{complaint.file}: "
    assert "\n" not in russian and russian.startswith(at)
    said = re.sub(r"«[^»]*»|\([^()]*\)", "", complaint.found.said("ru") + " " + complaint.expected.said("ru"))
    for words in ("expected", "found", "unknown", "missing", "twice", "words", "a list", "mapping", "exists"):
        assert words not in said, russian
    assert re.search("[а-яё]{3}", complaint.found.said("ru")) and re.search("[а-яё]{2}", complaint.expected.said("ru"))
