"""Whether the record may be opened, amended, corrected; whether its time may pass."""

from collections.abc import Callable
from functools import lru_cache

from comity import day as days
from comity.acts.record import Adopt, Amend, CharterFile, Correct, Open, Ripen, Step
from comity.charter import Charter, CharterError, read_files
from comity.organisation.dated import Dated
from comity.organisation.finding import HAS_EFFECT, Finding, refused
from comity.organisation.moments import Moment, Moments
from comity.organisation.record.things import Opening
from comity.organisation.words import day_exists, hour_exists

#: The editions of the rules that this program holds.
EDITIONS = (1,)
#: Gives the bytes of a charter file by its commitment; raises where the part is missing or altered.
CharterFiles = Callable[[str], bytes]
_CONFIDENCES = ("high", "medium", "low")


def charter_of(manifest: tuple[CharterFile, ...], files: CharterFiles) -> Charter:
    """The charter that a manifest names; raises `CharterError` or whatever `files` raises."""
    return _read(tuple((file.path, files(file.part.commit)) for file in manifest))


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[str, bytes], ...]) -> Charter:
    """The charter of these very bytes: examined, applied and folded again, they are parsed once."""
    return read_files(files)


def examine_open(act: Open, entry: int, files: CharterFiles) -> Finding:
    """The first entry and no other opens the record, with a charter that can be read and an edition that is known."""
    if entry != 1:
        return refused("form", "record.open_already")
    if act.edition not in EDITIONS:
        return refused("form", "record.edition_unknown", edition=("number", str(act.edition)))
    return _charter_reads(act.manifest, files)


def examine_amend(act: Amend, files: CharterFiles) -> Finding:
    """A charter that can be read."""
    return _charter_reads(act.manifest, files)


def _charter_reads(manifest: tuple[CharterFile, ...], files: CharterFiles) -> Finding:
    try:
        charter_of(manifest, files)
    except (CharterError, ValueError, OSError) as fault:
        return refused("form", "record.charter_broken", why=("text", str(fault).splitlines()[0]))
    return HAS_EFFECT


def examine_edition(act: Adopt, opening: Opening) -> Finding:
    """Editions are adopted in order, and only ones that this program holds."""
    if act.edition <= opening.edition:
        return refused("form", "record.edition_back", edition=("number", str(act.edition)))
    if act.edition not in EDITIONS:
        return refused("form", "record.edition_unknown", edition=("number", str(act.edition)))
    return HAS_EFFECT


def examine_correct(act: Correct, fact: Dated | None) -> Finding:
    """A correction names an act that is there, a field that it has, and a value that the field can have."""
    if fact is None:
        return refused("form", "record.nothing_to_correct", act=("text", act.on.ref), field=("text", act.field))
    if fact.identity != act.on.commit:
        return refused("form", "instruments.text_differs", act=("text", act.on.ref))
    if fact.act.by.member and not fact.act.transcribed:
        return refused("procedure", "record.corrects_history_only", act=("text", act.on.ref), state=("state", fact.act.by.member))
    match act.field:
        case "effective":
            fits, expected = day_exists(act.value), "YYYY, YYYY-MM, YYYY-MM-DD"
        case "until":
            if not hasattr(fact.act, "until"):
                return refused("form", "record.nothing_to_correct", act=("text", act.on.ref), field=("text", act.field))
            fits, expected = day_exists(act.value), "YYYY, YYYY-MM, YYYY-MM-DD"
        case "confidence":
            if not fact.sources:
                return refused("form", "record.nothing_to_correct", act=("text", act.on.ref), field=("text", act.field))
            fits, expected = act.value in _CONFIDENCES, ", ".join(_CONFIDENCES)
        case "void":
            fits, expected = act.value in ("yes", "no"), "yes, no"
    if not fits:
        return refused(
            "form", "record.bad_value",
            value=("text", act.value[:60]), field=("text", act.field), expected=("text", expected),
        )  # fmt: skip
    return HAS_EFFECT


def examine_step(act: Step, opening: Opening, last: int) -> Finding:
    """Only a simulated clock is moved, and only forward."""
    if not opening.simulated:
        return refused("procedure", "record.not_simulated")
    now = max(opening.now, last)
    if not hour_exists(act.to) or days.moment(act.to) < now:
        return refused("form", "record.clock_back", now=("moment", str(now)))
    return HAS_EFFECT


def examine_ripen(act: Ripen, pending: Moments, moment: int) -> Finding:
    """A moment ripens once, when its instant has come, by the registry's act."""
    if not hour_exists(act.instant):
        return refused("form", "record.not_pending")
    instant = days.moment(act.instant)
    if instant > moment or not pending.pending(Moment(instant, act.kind, act.subject)):
        return refused("form", "record.not_pending")
    return HAS_EFFECT
