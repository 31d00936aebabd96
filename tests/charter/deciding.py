"""A small organisation that decides, for tests: two bodies, two groups, dated weights, another electorate."""

from tests.charter.folders import WHOLE

DECIDING = (
    WHOLE.replace(
        "states:\n",
        "states:\n"
        "  - {id: BB, short: {en: Bayland, ru: Бейландия}, full: {en: State of Bayland, ru: Государство Бейландия}, aliases: [BBB, \"12\"]}\n"
        "  - {id: CC, short: {en: Cape, ru: Кейп}, full: {en: State of Cape, ru: Государство Кейп}}\n",
    )
    .replace(
        "membership:\n",
        "  - {id: custom/1, instrument: custom, article: \"1\", kind: practice, text: {en: \"by tacit consent\", ru: \"по молчаливому согласию\"}, source: [pact], confidence: high}\n"
        "membership:\n",
    )
    + """\
instruments:
  - {id: pact, name: {en: Pact of the League, ru: {nom: Пакт Лиги, gen: Пакта Лиги}}}
  - {id: custom, name: {en: practice of the League, ru: практика Лиги}}
matters:
  - {id: budget, body: assembly, name: {en: the budget, ru: бюджет}}
  - {id: admission, body: assembly, name: {en: admission of a state, ru: приём государства}}
groups:
  - {id: large, body: assembly, name: {en: large member, ru: {nom: большое государство, gen: большого государства}}}
electorates:
  - {id: towns, body: assembly, name: {en: towns, ru: города}, seats: 23}
seats:
  - {body: assembly, group: large, states: [BB, AA], source: [pact], confidence: high, in_force: {from: 2000-01-01}}
  - {body: assembly, states: [CC], source: [pact], confidence: high, in_force: {from: 2005-01-01}}
  - {body: board, unnamed: 3, source: [pact], confidence: low, in_force: {from: 2000-01-01}}
weights:
  - {id: boats, body: assembly, name: {en: boats, ru: число лодок}, unit: {en: boat|boats, ru: лодка|лодки|лодок}, source: [pact], confidence: high, in_force: {from: 2000-01-01, until: 2005-01-01}, values: {AA: 10, BB: 21/2}}
  - {id: boats, body: assembly, name: {en: boats, ru: число лодок}, unit: {en: boat|boats, ru: лодка|лодки|лодок}, source: [pact], confidence: high, in_force: {from: 2005-01-01}, values: {AA: 10, BB: 11, CC: 1}}
rules:
  - {id: simple, body: assembly, name: {en: simple majority, ru: простое большинство}, provision: pact/1, in_force: {from: 2000-01-01}, adopted_when: {more: for, than: against}}
  - {id: by-boats, body: assembly, matters: [budget], provision: pact/1, in_force: {from: 2000-01-01}, applied: {until: 2008-01-01}, adopted_when: {share: boats, of: members, for: "> 1/2"}}
  - {id: by-boats, body: assembly, matters: [budget], provision: pact/1, in_force: {from: 2007-01-01}, applied: {from: 2008-01-01}, adopted_when: {share: boats, of: members, for: ">= 2/3"}}
  - {id: silence, body: assembly, matters: [admission], provision: pact/1, in_force: {from: 2000-01-01}, silence: {hours: 72}}
  - {id: silence-then-vote, body: assembly, matters: [admission], provision: pact/1, in_force: {from: 2000-01-01}, stages: [{rule: silence}, {rule: simple}]}
  - {id: during-winter, body: assembly, exception_to: by-boats, provision: pact/1, confidence: low, in_force: {from: 2010-12-01, until: 2011-03-01}, adopted_when: {all: [{count: for, of: large, at_least: 2}, {count: for, in: towns, at_least: 12}]}}
  - {id: strict, body: board, reading_of: consensus, provision: pact/1, in_force: {from: 2000-01-01}, adopted_when: {every: entitled, is: for}}
  - {id: lenient, body: board, reading_of: consensus, preferred: true, provision: pact/1, in_force: {from: 2000-01-01}, adopted_when: {none_of: entitled, is: object}}
"""
)
