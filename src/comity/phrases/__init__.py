"""Sentences by code and typed parameters, in English and Russian.

Findings and reasons stand in the record's rules as codes; what a reader sees is said here, in that reader's
language. The catalogues (`catalogue/*.yaml`) hold both languages side by side under one code:

    membership.not_a_member:
      en: "{state} is not a member on that day"
      ru: "{state} на этот день не является государством-членом"

`{name}` says a parameter; `{name.gen}` in a grammatical case, `{n.spelled}` a number as a word up to ten,
`{permission.word}` what the phrase `permission.<value>` says; `{n|act|acts}` and `{n|акт|акта|актов}` choose a form
by the plural rules of the language (Unicode CLDR) without saying the number, which may be a fraction (`11½`);
`{n.only|Статья|Статьи|Статьи}` the first for exactly one and the last for any other number, where names follow and no number is said
(21 of them are not «Статья»); `{name?yes|no}` says the first words
where the parameter is not empty, else the second. Phrases know no charter: names are resolved by the caller. `{why}` is
a reason that a lower floor told in English; it is said in the reader's language (`why.py`).
"""

from comity.phrases.catalogue_of import Catalogue, Phrase, PhraseError, load
from comity.phrases.fault import Fault
from comity.phrases.say import Names, Param, numbers, param, percent, plural, say, spelled
from comity.phrases.why import in_russian

__all__ = [
    "Catalogue", "Fault", "Names", "Param", "Phrase", "PhraseError", "in_russian", "load", "numbers", "param", "percent",
    "plural", "say", "spelled",
]  # fmt: skip
