"""Offices: who holds each on a day, who held it before, who is to be expected next and why; representatives; distributed posts."""

from typing import NamedTuple

from markupsafe import Markup
from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import posts as acts
from comity.charter.model import NotKnown
from comity.day import Truth
from comity.organisation import membership
from comity.organisation import posts as room
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, said, withdrawn
from comity.organisation.posts import Expectation, HolderOn, Letter, RepresentedOn, Tenure
from comity.portal.basis import basis_words
from comity.portal.markup import fill
from comity.portal.pages.chairmanship import presiding
from comity.portal.pages.members import tense_of
from comity.portal.pages.told import Told, taken_back, told
from comity.portal.pictures.chairmanship import Bar, band
from comity.portal.reading import Reading
from comity.portal.render import Page, Rows, Table
from comity.portal.words import Shape, Tone, Words

COLUMNS = (
    "post", "title", "person", "state", "acting", "from", "to", "ending", "meant", "by_rule", "confidence", "source", "entry",
)  # fmt: skip
MARKS: dict[str, tuple[Shape, Tone]] = {
    "held": ("done", "done"), "acting": ("half", "open"), "vacant": ("ring", "late"), "distributed": ("half", "done"), "not_known": ("dot", "dim"), "none": ("dot", "dim"),
}  # fmt: skip
LETTER_MARKS: dict[str, tuple[Shape, Tone]] = {
    "presented": ("done", "done"), "acting": ("half", "open"), "appointed": ("ring", "open"), "recalled": ("end", "dim"),
    "ended": ("end", "dim"), "succeeded": ("end", "dim"), "not_yet": ("dot", "dim"),
}  # fmt: skip


class HolderLine(Struct, frozen=True, omit_defaults=True, rename={"start": "from"}):
    """Somebody's time in an office.

    person   the name, from its part; empty where no source names anybody, and where `erased`
    to       the last day, of a recall the day itself; `ending` how it ended: term, recalled, vacated, succeeded
    meant    the last day that had been set, where it ended otherwise; `by_rule` that of the rule, where no other is recorded
    """

    start: str
    confidence: str
    entry: int
    person: str = ""
    erased: bool = False
    state: str = ""
    acting: bool = False
    to: str = ""
    ending: str = ""
    meant: str = ""
    by_rule: str = ""
    source: tuple[str, ...] = ()


class PostLine(Struct, frozen=True, omit_defaults=True):
    """An office on the day: `status` held, acting, vacant, distributed (posts of several states), not_known, none (not created
    yet); then whoever held it.

    next_ground  appointed, alphabetical, chairmanship, not_said, order_not_known, not_known; `next` the state, from `next_from`
    """

    post: str
    title: str
    status: str
    holders: tuple[HolderLine, ...]
    body: str = ""
    holder: HolderLine | None = None
    next_ground: str = ""
    next: str = ""
    next_from: str = ""
    order: tuple[str, ...] = ()
    distributed: tuple[str, ...] = ()


class RepresentativeLine(Struct, frozen=True, omit_defaults=True):
    """How a state is represented in a body on the day; `truth` whether the representative is in function."""

    state: str
    body: str
    truth: str
    status: str
    capacity: str = ""
    person: str = ""
    appointed: str = ""
    letter: str = ""
    presented: str = ""
    until: str = ""
    entry: int = 0


class PostsView(Struct, frozen=True):
    """Every office of the record on the day, in its order, and every representative."""

    day: str
    posts: tuple[PostLine, ...]
    representatives: tuple[RepresentativeLine, ...]
    not_known: tuple[str, ...] = ()


class Office(Struct, frozen=True):
    """An office with all that its part of the page shows."""

    line: PostLine
    on: HolderOn
    tenures: tuple[Tenure, ...]
    expected: Expectation
    says: str
    next_says: str
    rules: list[tuple[Told, Dated]]
    remarks: list[tuple[Told, Dated]]
    allotted: list[tuple[Told, Dated]]
    created: Dated | None
    picture: Markup
    states: list[str]
    unknown: list[NotKnown]


def lives(reading: Reading) -> list[Life]:
    """The offices in the order of the record."""
    return sorted((one for ref, one in reading.standing.posts.items() if ref.startswith("post/") and not withdrawn(one)), key=lambda life: life.number)


def holder_line(reading: Reading, one: Tenure) -> HolderLine:
    """Somebody's time in an office as a line."""
    name = reading.person(one.person) if one.person else None
    return HolderLine(
        start=one.start, confidence=one.confidence, entry=one.appointed.entry, person=str(name) if name is not None else "",
        erased=bool(one.person) and name is None, state=one.state, acting=one.act.acting, to=one.last, ending=one.ending,
        meant=one.meant if one.meant != one.last else "", by_rule=one.by_rule, source=one.appointed.sources,
    )  # fmt: skip


def status_of(on: HolderOn, life: Life, day: str) -> str:
    """The status of an office in a word."""
    if on.truth is Truth.YES and on.tenure is not None:
        return "acting" if on.tenure.act.acting else "held"
    created = next(said(life, acts.Create), None)
    if created is None or days.first(created.start) > day:
        return "none"
    if not room.tenures(life) and room.allotments(life, day):
        return "distributed"
    return "vacant" if on.truth is Truth.NO else "not_known"


class Held(NamedTuple):
    """An office on the day, as far as a sentence needs it."""

    line: PostLine
    on: HolderOn
    tenures: tuple[Tenure, ...]
    expected: Expectation
    created: Dated | None


def held(reading: Reading, w: Words, life: Life) -> Held:
    """Who holds an office on the day, who held it, and who is to be expected next."""
    day = reading.day
    on = room.holder_on(life, day, frozenset(turn.state for turn in presiding(reading).answers))
    tenures = room.tenures(life)
    members = membership.members_on(reading.standing.members, day)
    expected = room.expected_next(life, reading.law, members, day)
    created = next(said(life, acts.Create), None)
    line = PostLine(
        post=life.id,
        title=w.name("post", life.id),
        status=status_of(on, life, day),
        holders=tuple(holder_line(reading, one) for one in reversed(tenures)),
        body=created.act.body or "" if created is not None and isinstance(created.act, acts.Create) else "",
        holder=holder_line(reading, on.tenure) if on.tenure is not None and on.truth is Truth.YES else None,
        next_ground=expected.ground,
        next=expected.state,
        next_from=expected.start,
        order=expected.order,
        distributed=tuple(fact.start for fact in room.allotments(life, day)),
    )
    return Held(line, on, tenures, expected, created)


def in_short(reading: Reading, w: Words, life: Life) -> tuple[str, str, HolderLine | None]:
    """What an office is called, who holds it on the day in a sentence, and the line of the one who does."""
    found = held(reading, w, life)
    return found.line.title, says(w, life, found.line, found.on), found.line.holder


def office(reading: Reading, w: Words, life: Life) -> Office:
    """An office on the day, with all that its part of the page shows."""
    line, on, tenures, expected, created = held(reading, w, life)
    return Office(
        line, on, tenures, expected, says(w, life, line, on), next_says(reading, w, expected),
        told(reading, said(life, acts.Regulate)), told(reading, reading.standing.remarks_on(life.ref)),
        told(reading, said(life, acts.Allot)), created, picture(reading, w, life, tenures),
        states_of(reading, tenures),
        [one for one in reading.law.not_known.values() if life.ref in one.about],
    )  # fmt: skip


def says(w: Words, life: Life, line: PostLine, on: HolderOn) -> str:
    """Who holds an office on the day, in a sentence or two."""
    post = ("post", life.id)
    if line.status not in ("held", "acting") or on.tenure is None:
        if on.truth is Truth.NOT_KNOWN and on.tenure is not None and on.tenure.by_rule:
            return w("posts.says.by_rule", post=post, person=known_as(w, on.tenure), day=("day", on.tenure.by_rule))
        return w(f"posts.says.{line.status}", post=post, day=("day", line.distributed[-1] if line.distributed else ""))
    out = [w(f"posts.says.{line.status}", post=post, person=known_as(w, on.tenure), start=("day", on.tenure.start))]
    if on.tenure.ending == "term" and any(fact.start > w.reading.day for fact in on.tenure.extended):
        out.append(w("posts.says.until_later", day=("day", on.tenure.last)))  # the term as it then was is not known
    elif on.tenure.ending == "term" or on.tenure.meant:
        out.append(w("posts.says.until", day=("day", on.tenure.meant or on.tenure.last)))
    elif not on.tenure.act.acting and not on.tenure.by_rule and not on.tenure.ending:
        out.append(w("posts.says.no_term"))
    return " ".join(out)


def known_as(w: Words, one: Tenure) -> str:
    """A holder's name with the state: `Name (Kazakhstan)`; what of it is not known is said so."""
    name = w.person_plain(one.person) or w("posts.nobody_named")
    return f"{name} ({w.state(one.state)})" if one.state else name


def next_says(reading: Reading, w: Words, one: Expectation) -> str:
    """Who is to be expected next, and on what ground, in a sentence."""
    tense = "_from" if one.start else ""
    if one.ground == "appointed":
        return w("posts.next.appointed", state=("state", one.state), start=("day", one.start))
    if one.ground == "alphabetical":
        return w(f"posts.next.alphabetical{tense}", state=("state", one.state), start=("day", one.start))
    return w(f"posts.next.{one.ground}")


# Representatives


def representatives(reading: Reading) -> list[tuple[str, str, RepresentedOn, tuple[Letter, ...]]]:
    """How each member is represented in each permanent body on the day, and each state of which a letter is recorded."""
    posts = reading.standing.posts
    bodies = dict.fromkeys(body.id for body in reading.law.bodies.values() if body.kind == "permanent")
    bodies |= dict.fromkeys(ref.split("/")[1] for ref in posts if ref.startswith("representative/"))
    members = membership.members_on(reading.standing.members, reading.day)
    out = []
    for body in bodies:
        recorded = [ref.split("/")[2] for ref in posts if ref.startswith(f"representative/{body}/")]
        for state in reading.law.in_order({*members, *recorded}):
            life = posts.get(f"representative/{body}/{state}")
            out.append((body, state, room.represented_on(life, reading.day), room.letters(life)))
    return out


def representative_line(reading: Reading, w: Words, body: str, state: str, on: RepresentedOn) -> RepresentativeLine:
    """A state's representation as a line."""
    if on.letter is None:
        return RepresentativeLine(state, body, on.truth.value, on.word)
    one = on.letter
    return RepresentativeLine(
        state, body, on.truth.value, on.word, one.act.capacity, w.person_plain(one.person), one.appointed.start,
        one.act.letter if one.act.letter is not UNSET else "", one.presented.start if one.presented else "", one.until, one.appointed.entry,
    )  # fmt: skip


def not_known(reading: Reading) -> list[NotKnown]:
    """What no source says of offices and representatives."""
    return [one for one in reading.law.not_known.values() if any(about.startswith(("post/", "representative/")) for about in one.about)]


def posts(reading: Reading) -> Page:
    """The page of offices and representatives."""
    w = Words(reading)
    offices = [office(reading, w, life) for life in lives(reading)]
    spoken = representatives(reading)
    unknown = not_known(reading)
    data = PostsView(
        reading.day,
        tuple(one.line for one in offices),
        tuple(representative_line(reading, w, body, state, on) for body, state, on, _ in spoken),
        tuple(one.id for one in unknown),
    )
    own = {one.id for each in offices for one in each.unknown}
    view = {
        "offices": offices,
        "marks": {word: w.mark(shape, w(f"posts.word.{word}"), tone) for word, (shape, tone) in MARKS.items()},
        "letter_marks": {word: w.mark(shape, w(f"posts.letter.{word}"), tone) for word, (shape, tone) in LETTER_MARKS.items()},
        "grounds": {t.appointed.entry: ground(reading, w, t) for one in offices for t in one.tenures},
        "facts": {t.appointed.entry: t for one in offices for t in one.tenures},
        "basis": lambda value: basis_words(w, value),
        "asked": questions_in_words(reading, w, offices),
        "gone": taken_back(reading, (one for ref, one in reading.standing.posts.items() if ref.startswith("post/"))),
        "unknown": [one for one in unknown if one.id not in own],
    }

    def rows() -> Rows:
        return tuple(
            (
                one.line.post, one.line.title, w("person.erased") if h.erased else h.person, h.state, "yes" if h.acting else "", h.start,
                h.to, h.ending, h.meant, h.by_rule, h.confidence, " ".join(h.source), str(h.entry),
            )
            for one in offices
            for h in one.line.holders
        )  # fmt: skip

    return Page("posts.html", "posts", w("posts.title"), sentence(reading, w, offices), data, Table(COLUMNS, rows), view)


def sentence(reading: Reading, w: Words, offices: list[Office]) -> str:
    """Who holds the first office on the day and who is to be expected next; how many offices there are beside it."""
    if not offices:
        return w("posts.none_at", entry=reading.at) if reading.at else w("posts.none")
    first = offices[0]
    parts = [first.says]
    if first.line.status != "none":
        parts.append(first.next_says)
    there = sum(one.line.status != "none" for one in offices)
    tense = {"has": "count", "had": "counted", "will": "counted"}[tense_of(reading)]
    return " ".join([*parts, w("posts.counted_none" if tense == "counted" and not there else f"posts.{tense}", n=there, day=("day", reading.day))])


def ground(reading: Reading, w: Words, one: Tenure) -> Markup:
    """On what an appointment rests, and on what its end, in a cell."""
    out = basis_words(w, one.act.basis)
    for fact in (*one.extended, one.ended):
        if fact is not None and isinstance(fact.act, acts.Extend | acts.Recall | acts.Vacate):
            link = reading.link("acts", fact.entry)
            out = fill('{}<br><small><a href="{}">{}</a></small>', out, link, w(f"posts.then.{fact.act.name().split('.')[1]}", day=("day", fact.start)))
    return out


def questions_in_words(reading: Reading, w: Words, offices: list[Office]) -> list[tuple[str, str]]:
    """Questions as somebody asks them, each with its address: who performed the duties when nobody was appointed, who is next."""
    out = []
    for one in offices:
        for tenure in one.tenures:
            if tenure.act.acting:
                day = days.add_days(days.first(tenure.start), 30)
                out.append((w("posts.ask.on", post=("post", one.line.post), day=("day", day)), f"/{reading.lang}/posts{reading.with_query(on=day)}"))
    if reading.away:
        out.append((w("posts.ask.today"), f"/{reading.lang}/posts{reading.with_query(on='')}"))
    return [*out, *((w("posts.ask.next", post=("post", one.line.post)), f"#next-{one.line.post}") for one in offices if one.line.order)]


def states_of(reading: Reading, tenures: tuple[Tenure, ...]) -> list[str]:
    """The states whose nationals held an office, in protocol order."""
    return reading.law.in_order({one.state for one in tenures if one.state})


def picture(reading: Reading, w: Words, life: Life, tenures: tuple[Tenure, ...]) -> Markup:
    """Whose nationals held an office, through time; nothing where one state had it, or an end is not known."""
    states = states_of(reading, tenures)
    if len(states) < 2 or any(one.ending and not one.last for one in tenures):
        return Markup()
    bars = [
        Bar(one.state, "acting" if one.act.acting else "held", days.first(one.start), days.last(one.last) if one.last else max(reading.today, days.first(one.start)))
        for one in tenures
        if one.state
    ]
    title = w("posts.picture", post=("post", life.id), start=bars[0].start[:4], end=max(bar.until for bar in bars)[:4])
    return band(reading, w, life.id, title, states, bars)


__all__ = ["PostsView", "posts"]
