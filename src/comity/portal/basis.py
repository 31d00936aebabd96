"""On what something rests, in words: an article, what a body decided, an instrument, or what a source says it is."""

from markupsafe import Markup, escape
from msgspec import UNSET

from comity.acts.base import Basis, Decided
from comity.charter.charter import named
from comity.organisation import bodies
from comity.portal.markup import fill
from comity.portal.words import Words


def basis_words(w: Words, basis: Basis) -> Markup:
    """All that a basis names, each as a link to where it stands: `Charter of the CSTO, article 13; CSC decision, 23 June 2005`."""
    parts: list[Markup] = []
    if basis.instrument is not UNSET:
        parts.append(_instrument(w, basis.instrument, basis.article))
    if basis.decided is not UNSET:
        link = w.reading.link("bodies", basis.decided.body)
        parts.append(fill('<a href="{}">{}</a>, {}', link, decided_words(w, basis.decided), _day_of(w, basis.decided)))
    if basis.words:
        parts.append(w.html(basis.words))
    return Markup("; ").join(parts)


def _day_of(w: Words, decided: Decided) -> Markup:
    """The day on which a body decided; a link to the decision where that stands in the record."""
    day = w.date(decided.day)
    if decided.ref is UNSET or decided.ref not in w.reading.standing.decisions:
        return day
    return fill('<a href="{}">{}</a>', w.reading.link("decisions", decided.ref.split("/", 1)[1]), day)


def basis_plain(w: Words, basis: Basis) -> str:
    """The same without markup, for tables that go out as CSV."""
    parts = []
    if basis.instrument is not UNSET:
        parts.append(", ".join(one for one in (instrument_name(w, basis.instrument), article_of(w, basis.article)) if one))
    if basis.decided is not UNSET:
        parts.append(f"{decided_words(w, basis.decided)}, {w.day(basis.decided.day)}")
    if basis.words:
        parts.append(str(w.text(basis.words)))
    return "; ".join(parts)


def cited(w: Words, provision: str) -> Markup:
    """A provision as a link to where it is recorded, its instrument by the name by which it is cited."""
    instrument, _, article = provision.partition("/")
    return _instrument(w, instrument, article)


def decided_words(w: Words, decided: Decided) -> str:
    """`CSC decision`: by the body's abbreviation where it has one."""
    reading = w.reading
    names = bodies.called(reading.standing.bodies.get(f"body/{decided.body}"), reading.law, decided.body)
    if names.abbreviation:
        return w("ground.decision_short", body=str(w.text(names.abbreviation)))
    return w("ground.decision", body=("body", decided.body))


def instrument_name(w: Words, instrument: str) -> str:
    """What an instrument is called where it is cited: as the charter's files cite it, else by its title."""
    cited = w.reading.law.instruments.get(instrument)
    return str(named(cited.name).said(w.lang)) if cited else w.name("instrument", instrument)


def _instrument(w: Words, instrument: str, article: str) -> Markup:
    """An article that the charter's files record leads there, else the instrument's name to its page."""
    name = instrument_name(w, instrument)
    provision = f"{instrument}/{article}"
    found = w.reading.law.provision(provision) if article else None
    if found is not None:
        link = f"{w.reading.link('charter')}#{provision.replace('/', '-')}"
        return fill('<a href="{}">{}</a>', link, w("provision.label", instrument=name, article=article_of(w, found.article)))
    there = w.reading.standing.instrument(instrument) is not None
    whole = fill('<a href="{}">{}</a>', w.reading.link("instruments", instrument), name) if there else escape(name)
    return fill("{}, {}", whole, article_of(w, article)) if article else whole


def article_of(w: Words, article: str) -> str:
    """`article 13`, in the middle of a sentence."""
    words = w.article(article) if article else ""
    return words[:1].lower() + words[1:] if article[:1].isdigit() else words
