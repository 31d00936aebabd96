"""On what something rests, as an act says it: an article, what a body decided, or words; each with the way to it."""

from markupsafe import Markup, escape

from comity.acts.base import Basis, Decided
from comity.portal.markup import fill
from comity.portal.reading import Reading
from comity.portal.render import ROOMS
from comity.portal.words import Words


def has_room(name: str) -> bool:
    """Whether the portal has a room of this name, so that a page can lead there."""
    return any(name in names for _, names in ROOMS)


def basis(reading: Reading, w: Words, value: object) -> Markup:
    """The basis in words with links; empty where the act names none."""
    if not isinstance(value, Basis):
        return Markup("")
    parts = [decided(reading, w, value.decided)] if isinstance(value.decided, Decided) else []
    if isinstance(value.instrument, str):
        parts.append(article(reading, w, value.instrument, value.article))
    if value.words:
        parts.append(w.html(value.words))
    return Markup("; ").join(parts)


def decided(reading: Reading, w: Words, value: Decided) -> Markup:
    """What a body decided on a day; a link to the decision where it stands in the record, and to the body."""
    body: Markup = escape(w.name("body", value.body))
    if has_room("bodies") and value.body in reading.law.bodies:
        body = fill('<a href="{}">{}</a>', reading.link("bodies", value.body), body)
    ref = value.ref if isinstance(value.ref, str) else ""
    words: Markup = escape(w("basis.decision", day=("day", value.day)))
    if ref in reading.standing.decisions and has_room("decisions"):
        words = fill('<a href="{}">{}</a>', reading.link("decisions", ref.split("/", 1)[1]), words)
    return fill("{}, {}", body, words)


def article(reading: Reading, w: Words, instrument: str, number: str) -> Markup:
    """An article of an instrument: as the provision where the charter records it, else the instrument."""
    if number and reading.law.provision(f"{instrument}/{number}") is not None:
        return w.provision(f"{instrument}/{number}")
    name: Markup = escape(w.name("instrument", instrument))
    if reading.standing.instrument(instrument) is not None:
        name = fill('<a href="{}">{}</a>', reading.link("instruments", instrument), name)
    return fill("{}, {}", name, w.article(number)) if number else name
