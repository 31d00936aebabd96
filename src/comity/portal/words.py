"""What a page says, in the reader's language: sentences by code, dates, marks of state and of confidence.

Templates reach all of it as `w`: `{{ w("members.title") }}`, `{{ w.date(day) }}`, `{{ w.state(id) }}`.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from markupsafe import Markup, escape

from comity import day as days
from comity.acts.base import Act, Version
from comity.charter.charter import named
from comity.charter.charter import words as charter_words
from comity.charter.model import Provision
from comity.organisation.credentials import contested
from comity.organisation.dated import Dated
from comity.organisation.finding import Reason, WithoutEffect
from comity.organisation.saying import saying
from comity.phrases import Param, load, say
from comity.phrases.say import numbers
from comity.portal.citing import short
from comity.portal.markup import fill
from comity.portal.reading import Reading
from comity.text import Name, Said, Text, nbsp, said

Shape = Literal["done", "ring", "half", "cross", "tri", "dot", "end", "susp", "seal", "consent", "box"]
Tone = Literal["done", "open", "bad", "late", "dim"]
Value = str | int | tuple[str, str] | Iterable[str]


def typed(name: str, value: Value) -> Param:
    """A parameter of a sentence from a plain value: a number, a text, or (kind, id); an entry's number is its name."""
    if isinstance(value, int) and name != "entry":
        return Param(name, "number", str(value))
    if isinstance(value, (str, int)):
        return Param(name, "text", str(value))
    if isinstance(value, tuple) and len(value) == 2:
        return Param(name, value[0], value[1])  # type: ignore[arg-type]
    return Param(name, "states", " ".join(value))


@cache
def plain(code: str, lang: str) -> str:
    """The sentence of a code that asks for nothing."""
    return say(code, (), lang, lambda _, name: name)


@lru_cache(maxsize=8192)
def nameless(code: str, lang: str, values: tuple[tuple[str, Value], ...]) -> str:
    """The sentence of a code that asks for numbers and days only: the same in every standing."""
    return say(code, [typed(name, value) for name, value in values], lang, lambda _, name: name)


@lru_cache(maxsize=4096)
def marked(shape: str, words: str, tone: str) -> Markup:
    """Words with their shape."""
    return fill('<span class="st{}"><svg aria-hidden="true"><use href="#{}"/></svg>{}</span>', f" {tone}" if tone else "", shape, words)


@cache
def known(level: str, lang: str) -> Markup:
    """A confidence with its strokes; empty where none is given."""
    if level not in ("high", "medium", "low"):
        return Markup("")
    words = plain(f"confidence.{level}", lang)
    return fill('<span class="conf c-{0}"><svg aria-hidden="true"><use href="#c-{0}"/></svg>{1}</span>', level, words)


@lru_cache(maxsize=8192)
def dated(day: str, lang: str, form: Literal["text", "table"]) -> Markup:
    """A day as a `time` element; empty where there is none."""
    if not day:
        return Markup("")
    return fill('<time datetime="{}" class="nw">{}</time>', day, days.in_words(day, lang, form))


class Words:
    """The words of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.lang = reading, reading.lang
        self._sources: dict[tuple[str, ...], Markup] = {}
        self._provisions: dict[str, Markup] = {}

    def __call__(self, code: str, **values: Value) -> str:
        """The sentence of a code."""
        if not values:
            return plain(code, self.lang)
        if all(type(value) is int or (type(value) is tuple and value[0] == "day") for value in values.values()):
            return nameless(code, self.lang, tuple(values.items()))
        return say(code, [typed(name, value) for name, value in values.items()], self.lang, self.reading.name)

    def has(self, code: str) -> bool:
        """Whether there is a phrase of this code."""
        return code in load()

    def reason(self, reason: Reason) -> str:
        """A finding's reason as a sentence."""
        return say(reason.code, reason.params, self.lang, self.reading.name)

    def act(self, act: Act) -> str:
        """What an act says, as a line of the register."""
        found = saying(act)
        return say(found.code, found.params, self.lang, self.reading.name)

    def text(self, text: Text) -> Said:
        """Words of an act in the reader's language, else in another one that they have."""
        found = said(text, self.lang)
        return Said(nbsp(found, found.lang), found.lang)

    def charter(self, mapping: dict[str, str] | None) -> Said:
        """Words of a charter file."""
        return self.text(charter_words(mapping))

    def sentence(self, mapping: dict[str, str] | None) -> Markup:
        """Words of a charter file, which has them as they stand within a sentence, as a sentence of their own."""
        found = self.charter(mapping)
        begun = found[:1].upper() + found[1:]
        whole = begun if begun.rstrip("”»)").endswith((".", "!", "?", "…")) else f"{begun}."
        return escape(whole) if found.lang == self.lang else fill('<span lang="{}">{}</span>', found.lang, whole)

    def ended(self, text: Text) -> Markup:
        """Words of an act, ended by a stop where they are not."""
        found = self.html(text)
        return found if not found or found.striptags().rstrip("”»)").endswith((".", "!", "?", "…")) else found + "."

    def html(self, text: Text) -> Markup:
        """Words of an act, marked with their language where it is not the page's."""
        found = self.text(text)
        if found.lang == self.lang or not found:
            return escape(found)
        return fill('<span lang="{}">{}</span>', found.lang, found)

    def person(self, versions: Sequence[Version]) -> Markup:
        """The name of a person, or that its content was erased; empty where no source names anybody."""
        if not versions:
            return Markup()
        found = self.reading.person(versions)
        if found is None:
            return fill('<span class="erased">{}</span>', self("person.erased"))
        if found.lang == self.lang:
            return escape(found)
        return fill('<span lang="{}">{}</span>', found.lang, found)

    def person_plain(self, versions: Sequence[Version]) -> str:
        """The same without markup, for tables that go out as CSV."""
        found = self.reading.person(versions) if versions else None
        return str(found) if found is not None else self("person.erased") if versions else ""

    def name(self, kind: str, value: str, case: str = "nom") -> str:
        """What a state (`state`, `full`), body or instrument is called, in a grammatical case."""
        found = self.reading.name(kind, value)
        return nbsp(str(found.said(self.lang, case)), self.lang) if isinstance(found, Name) else found

    def in_language(self, kind: str, value: str, lang: str) -> str:
        """What something is called in another language than the reader's."""
        found = self.reading.name(kind, value)
        return str(found.said(lang)) if isinstance(found, Name) else found

    def state(self, value: str, case: str = "nom") -> str:
        """A state's short name."""
        return self.name("state", value, case)

    def day(self, day: str, form: Literal["text", "table"] = "text") -> str:
        """A day in words, without markup."""
        return days.in_words(day, self.lang, form)

    def date(self, day: str, form: Literal["text", "table"] = "text") -> Markup:
        """A day in words, as a `time` element; empty where there is none."""
        return dated(day, self.lang, form)

    def span(self, start: str, latest: str) -> Markup:
        """Between which days something began where sources differ: the year alone, where they agree in it."""
        if not latest or start[:4] == latest[:4]:
            return self.date(start[:4], "table")
        return fill("{}–{}", self.date(start[:4], "table"), self.date(latest[:4], "table"))

    def question(self, act: str, state: str, claims: int) -> str:
        """What competing claims are an answer to, and how many there are."""
        code = f"question.{act}"
        return self(code if self.has(code) else "question.other", state=("state", state), n=claims, act=self(f"kind.{act}"))

    def moment(self, moment: int) -> str:
        """An hour in words, with its zone."""
        return days.moment_in_words(moment, self.lang, self.reading.standing.zone)

    def moment_short(self, moment: str) -> Markup:
        """An hour of the record as a `time` element."""
        return fill('<time datetime="{}">{}</time>', moment, self.moment(days.moment(moment)))

    def all_of(self, states: Iterable[str], kind: str = "state", case: str = "nom") -> str:
        """Several names in one breath: `Azerbaijan, Georgia and Uzbekistan`."""
        names = [self.name(kind, one, case) for one in states]
        return self("frame.and", first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)

    def doubts(self, fact: Dated) -> list[tuple[Markup, Markup]]:
        """What there is to say of a fact beside itself: each with its mark, and the provision or the act on which it rests."""
        out: list[tuple[Markup, Markup]] = []
        if isinstance(fact.finding, WithoutEffect):
            out.append((self.mark("cross", self("finding.without_effect"), "bad"), self.resting(fact.finding.reason)))
        elif fact.finding is not None:
            out += [(self.mark("half", self("finding.noted"), "open"), self.resting(one)) for one in fact.finding.warnings]
        if fact.flag is not None:
            out.append((self.mark("half", self("finding.contradicted"), "open"), self.resting(fact.flag)))
        by = Markup(", ").join(fill('<a href="{}" class="nw">{}</a>', self.reading.link("acts", n), self("frame.entry", entry=n)) for n in fact.corrected)
        if fact.void:
            out.append((self.mark("end", self("finding.void"), "dim"), by))
        elif fact.corrected:
            out.append((self.mark("half", self("finding.corrected"), "open"), by))
        if contested(fact, self.reading.standing.credentials.get(fact.signer)):
            out.append((self.mark("half", self("finding.contested_key"), "open"), Markup()))
        if fact.confirmed:
            link = self.reading.link("acts", fact.confirmed)
            out.append((self.mark("done", self("finding.confirmed"), "done"), fill('<a href="{}" class="nw">{}</a>', link, self("frame.entry", entry=fact.confirmed))))
        return out

    def resting(self, reason: Reason) -> Markup:
        """A reason with the provision that it rests on, and how well that is known where it is not high."""
        said = escape(self.reason(reason))
        if not reason.provision:
            return said
        known = fill("; {}", self(f"confidence.{reason.confidence}")) if reason.confidence in ("medium", "low") else ""
        return fill("{} ({}{})", said, self.provision(reason.provision), known)

    def number(self, n: int) -> str:
        """A number, parted as the language does."""
        return numbers(n, self.lang)

    def mark(self, shape: Shape, words: str, tone: Tone | Literal[""] = "") -> Markup:
        """A state in one to four words with its shape."""
        return marked(shape, words, tone)

    def marked(self, sentence: str, level: str) -> str:
        """A sentence about a fact, with a second one that says so where the fact is of low confidence."""
        if level != "low":
            return sentence
        return f"{sentence}{'' if sentence.endswith(('.', '!', '?')) else '.'} {self('confidence.stated_low')}"

    def doubtful(self, words: str, level: str) -> str:
        """Words within a line, as of a picture told or a mark on it, saying in brackets where their fact is of low confidence."""
        return f"{words} ({self('confidence.low')})" if level == "low" else words

    def confidence(self, level: str) -> Markup:
        """A confidence: three strokes and the words."""
        return known(level, self.lang)

    def source(self, ids: Iterable[str]) -> Markup:
        """Sources as links to where they are described; empty where an act was signed by its maker."""
        named = tuple(ids)
        if named not in self._sources:
            self._sources[named] = self._source(named)
        return self._sources[named]

    def _source(self, ids: tuple[str, ...]) -> Markup:
        links = [
            fill('<a href="{}#{}">{}</a>', self.reading.link("sources"), one, self.source_title(one))
            for one in ids
        ]
        return Markup("; ").join(links)

    def provision(self, one: str) -> Markup:
        """A provision as a link to where it is recorded: its instrument and article."""
        if one not in self._provisions:
            self._provisions[one] = self._provision(one)
        return self._provisions[one]

    def _provision(self, one: str) -> Markup:
        found = self.reading.law.provision(one, self.reading.day) or self.reading.law.provision(one)
        if found is None:
            return Markup.escape(one)
        article = self.article(found.article, found.unit)
        article = article[:1].lower() + article[1:] if found.article[:1].isdigit() else article
        label = self("provision.label", instrument=self.standing_in(found), article=article)
        return fill('<a href="{}#{}">{}</a>', self.reading.link("charter"), one.replace("/", "-"), label)

    def standing_in(self, one: Provision) -> str:
        """The text in which a provision stands: by the record, general treaty law by its own name, else what it is."""
        instrument = one.instrument
        if self.has(f"law.{instrument}"):
            return self(f"law.{instrument}")
        if self.reading.standing.instrument(instrument) is not None:
            return self.name("instrument", instrument)
        if (cited := self.reading.law.instruments.get(instrument)) is not None:  # not entered yet at the entry shown
            return str(named(cited.name).said(self.lang))
        if one.kind == "instrument":
            return self.name("instrument", instrument)
        return self(f"charter.kind.{one.kind}")

    def article(self, number: str, unit: str = "article") -> str:
        """`Article 19`, `Rule 14`; of a paragraph that the charter tells apart by a word (`12.limited`) its article; `S-2` as it is."""
        plain, _, mark = number.partition(".")
        if not plain.isdigit():
            return number
        return self(f"charter.{unit}", article=number if not mark or mark.isdigit() else plain)

    def source_title(self, one: str) -> str:
        """The beginning of the title of a source: enough to know it by."""
        found = self.reading.law.sources.get(one)
        if found is None:
            return one
        return short(found, self.lang)
