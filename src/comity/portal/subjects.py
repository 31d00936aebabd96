"""What something concerns that is not known: links to the things, or to the page on which such things stand."""

from markupsafe import Markup

from comity.charter.model import NotKnown
from comity.organisation.dispatch import fact_at
from comity.portal.fields import pointed
from comity.portal.markup import fill
from comity.portal.words import Words

#: The page on which things of a kind stand, where one of them is in the register by no act of its own.
PAGE_OF = {
    "assembly": "assembly", "associate": "relations", "body": "bodies", "budget": "budget", "chairmanship": "chairmanship", "concern": "concerns",
    "decision": "decisions", "instrument": "instruments", "partner": "relations", "post": "posts", "programme": "programmes",
    "representative": "posts", "session": "sessions",
}  # fmt: skip


def subjects(w: Words, one: NotKnown) -> Markup:
    """Links to all that it concerns, each once."""
    return Markup(", ").join(dict.fromkeys(_named(w, ref) for ref in one.about))


def subjects_elsewhere(w: Words, one: NotKnown) -> Markup:
    """The same, unless the page that is read is one of them: then it is plain what is meant."""
    here = f'href="/{w.reading.lang}{w.reading.path}'
    found = dict.fromkeys(_named(w, ref) for ref in one.about)
    return Markup("") if any(f"{here}{end}" in link for link in found for end in ('"', "#", "?")) else Markup(", ").join(found)


def _named(w: Words, ref: str) -> Markup:
    """A link to the thing where it is in the register, else to the page where such things stand."""
    reading = w.reading
    kind, _, rest = ref.partition("/")
    there = kind == "member" or (kind == "instrument" and reading.standing.instrument(rest) is not None) or fact_at(reading.standing, ref) is not None
    if there and (found := pointed(w, ref)) != ref:
        return found
    if kind == "concern" and rest in reading.law.purposes:
        return fill('<a href="{}#concern-{}">{}</a>', reading.link("concerns"), rest, w.name("concern", rest))
    page = PAGE_OF.get(kind)
    words = w(f"rooms.of.{page}") if page else w(f"search.kind.{kind}")
    return fill('<a href="{}">{}</a>', reading.link(page), words) if page else Markup.escape(words)
