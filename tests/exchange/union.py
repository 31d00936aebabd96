"""A small organisation for replays: a council of five that decides on matters of three kinds, and whose members changed."""

from pathlib import Path

CHARTER = """
organisation:
  id: union
  name: {en: Union of the Test, ru: Союз для проверки}
  short: {en: the Union, ru: Союз}
  abbreviation: {en: UT, ru: СП}
  seat: {en: Geneva, ru: Женева}
  zone: Europe/Zurich
  official_languages: [en, ru]
  authentic_languages: [en, ru]
  description: {en: A union that exists in a test only., ru: Союз только для проверки.}
  source: [TEST]
  confidence: high
states:
  - {id: AA, short: {en: Aland, ru: Аландия}, full: {en: Republic of Aland, ru: Республика Аландия}, aliases: [AAA, "1"]}
  - {id: BB, short: {en: Beland, ru: Беландия}, full: {en: Republic of Beland, ru: Республика Беландия}, aliases: [BBB, "2"]}
  - {id: CC, short: {en: Celand, ru: Целандия}, full: {en: Republic of Celand, ru: Республика Целандия}}
  - {id: DD, short: {en: Deland, ru: Деландия}, full: {en: Republic of Deland, ru: Республика Деландия}}
  - {id: EE, short: {en: Eland, ru: Эландия}, full: {en: Republic of Eland, ru: Республика Эландия}}
  - {id: FF, short: {en: Efland, ru: Эфландия}, full: {en: Republic of Efland, ru: Республика Эфландия}}
bodies:
  - {id: council, kind: supreme, name: {en: Council, ru: Совет}, source: [TEST], confidence: high}
  - {id: silent, kind: permanent, name: {en: Committee, ru: Комитет}, source: [TEST], confidence: high}
  - {id: people, kind: supreme, name: {en: People and cantons, ru: Народ и кантоны}, source: [TEST], confidence: high}
electorates:
  - {id: cantons, body: people, name: {en: cantons, ru: кантоны}, seats: 23}
sources:
  TEST: {title: {en: "Made for a test", ru: "Создано для проверки"}, where: "nowhere", kind: test}
provisions:
  - {id: statute/4, instrument: statute, article: "4", text: {en: Three of five decide., ru: Решают трое из пяти.}, source: [TEST], confidence: high}
matters:
  - {id: substantive, body: council, name: {en: matters of substance, ru: вопросы существа}}
  - {id: procedural, body: council, name: {en: matters of procedure, ru: вопросы процедуры}}
  - {id: unread, body: council, name: {en: matters whose rule nobody read, ru: вопросы с неизвестным правилом}}
  - {id: closed, body: council, name: {en: matters of an earlier day, ru: вопросы прежнего времени}}
  - {id: unopposed, body: council, name: {en: matters decided by consensus, ru: вопросы решаемые консенсусом}}
  - {id: weighed, body: council, name: {en: matters of money, ru: вопросы финансов}}
groups:
  - {id: permanent, body: council, name: {en: permanent member, ru: постоянный член}}
seats:
  - {body: council, group: permanent, states: [AA], source: [TEST], confidence: high, in_force: {from: 1990-01-01}}
  - {body: council, states: [BB, CC, DD, EE], source: [TEST], confidence: high, in_force: {from: 1990-01-01, until: 2000-01-01}}
  - {body: council, states: [BB, CC, DD, FF], source: [TEST], confidence: high, in_force: {from: 2000-01-01}}
  - {body: silent, unnamed: 3, source: [TEST], confidence: low, in_force: {from: 1990-01-01}}
weights:
  - {id: shares, body: council, name: {en: shares, ru: доли}, unit: {en: share|shares, ru: доля|доли|долей}, source: [TEST], confidence: high, in_force: {from: 1990-01-01, until: 2000-01-01}, values: {AA: 5, BB: 3, CC: 1, DD: 1, EE: "1/2"}}
rules:
  - id: substantive
    body: council
    matters: [substantive]
    name: {en: decisions on matters of substance, ru: решения по вопросам существа}
    provision: statute/4
    in_force: {from: 1990-01-01}
    adopted_when: {all: [{count: for, at_least: 3}, {none_of: permanent, is: against, veto: true}]}
    without_vote: true
  - id: procedural
    body: council
    matters: [procedural]
    name: {en: decisions on matters of procedure, ru: решения по вопросам процедуры}
    provision: statute/4
    in_force: {from: 1990-01-01}
    adopted_when: {count: for, at_least: 3}
  - id: unread
    body: council
    matters: [unread]
    name: {en: decisions whose rule nobody read, ru: решения с неизвестным правилом}
    provision: statute/4
    in_force: {from: 1990-01-01}
    adopted_when: not_known
  - id: unopposed
    body: council
    matters: [unopposed]
    name: {en: decisions by consensus, ru: решения консенсусом}
    provision: statute/4
    in_force: {from: 1990-01-01}
    adopted_when: {none_of: entitled, is: [object, against]}
  - id: closed
    body: council
    matters: [closed]
    name: {en: decisions of an earlier day, ru: решения прежнего времени}
    provision: statute/4
    in_force: {from: 1990-01-01, until: 1995-01-01}
    adopted_when: {count: for, at_least: 3}
  - id: weighed
    body: council
    matters: [weighed]
    name: {en: decisions on matters of money, ru: решения по вопросам финансов}
    provision: statute/4
    in_force: {from: 1990-01-01, until: 2000-01-01}
    adopted_when: {weight: shares, at_least: 8}
  - id: plain
    body: silent
    name: {en: decisions of the Committee, ru: решения Комитета}
    provision: statute/4
    in_force: {from: 1990-01-01}
    adopted_when: {count: for, at_least: 2}
  - id: both
    body: people
    name: {en: decisions of people and cantons, ru: решения народа и кантонов}
    provision: statute/4
    in_force: {from: 1990-01-01}
    adopted_when: {all: [{more: for, than: against}, {more: for, than: against, in: cantons}]}
"""


def founded(folder: Path) -> Path:
    """The union's folder, made below another."""
    path = folder / "union"
    (path / "charter").mkdir(parents=True)
    (path / "charter" / "organisation.yaml").write_text(CHARTER, "utf-8")
    return path
