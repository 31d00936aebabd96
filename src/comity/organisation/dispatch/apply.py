"""What an examined act makes of the standing, and what changed."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from comity import day as days
from comity.acts import VERB_OF, base
from comity.acts import credentials as credential_acts
from comity.acts import instruments as instrument_acts
from comity.acts import membership as membership_acts
from comity.acts import record as record_acts
from comity.organisation import credentials, instruments, membership, record
from comity.organisation.changes import Change, Changes, advance
from comity.organisation.dated import Dated, Received, corrected, dated, insert, kept
from comity.organisation.dispatch.facts import UNCONDITIONAL, contradiction, judge_in_instrument, judge_in_membership
from comity.organisation.dispatch.rooms import ROOM_OF_KIND, place_of
from comity.organisation.finding import HAS_EFFECT, Entered, HasEffect, Reason, Refused
from comity.organisation.lives import lived, lived_again
from comity.organisation.moments import Moment, Moments
from comity.organisation.record import CharterFiles, Opening
from comity.organisation.standing import Standing


def apply(standing: Standing, received: Received, finding: Entered, files: CharterFiles) -> tuple[Standing, Changes]:
    """The standing after an examined act, and what changed."""
    plain = finding is HAS_EFFECT or (isinstance(finding, HasEffect) and not finding.warnings)
    after, changes = _apply_in_room(standing, received, finding, files)
    signed = after.credentials
    signer = signed.get(received.signer)
    if signer is not None:
        signed = signed.set(signer.id, credentials.signed(signer, received.act.n, received.identity))
    return (
        replace(
            after,
            size=received.entry,
            credentials=signed,
            findings=after.findings if plain else after.findings.set(received.entry, finding),
            last=received.moment,
            digest=advance(standing.digest, received.entry, None if plain else finding, changes),
        ),
        changes,
    )


def _apply_in_room(
    standing: Standing, received: Received, finding: Entered, files: CharterFiles
) -> tuple[Standing, Changes]:
    act = received.act
    fact = dated(received, finding)
    match act:
        case instrument_acts.OfInstrument():
            kind, name = act.on.ref.split("/", 2)[:2]
            if kind != "instrument" or standing.instruments.get(name) is None:
                return standing, ()  # done without authority, about nothing that is in the register
            outcome = instruments.apply_act(standing.instruments, act, fact, _against_life(standing))
            return _of_instruments(standing, outcome, received)
        case membership_acts.OfState():
            terms = standing.terms
            course = membership.apply_of_state(standing.members, act, fact, terms, _against_membership(standing))
            return _of_membership(standing, course, received)
        case membership_acts.Associate() | membership_acts.Dissociate():
            return _of_associates(standing, membership.apply_associate(standing.associates, act, fact), received)
        case _ if (place := place_of(act)) is not None:
            done = lived(getattr(standing, place.room), place.ref, fact, VERB_OF[type(act)])
            return replace(standing, **{place.room: done.lives}), done.changes
        case record_acts.Remark() if fact.counts:
            remarks = standing.remarks
            for ref in act.about:
                remarks = remarks.set(ref, insert(remarks.get(ref) or (), fact))
            return replace(standing, remarks=remarks), tuple(Change(r, "remarked", fact.start) for r in act.about)
    if not isinstance(finding, HasEffect):
        return standing, ()
    match act:
        case instrument_acts.Adopt():
            return _of_instruments(standing, instruments.apply_adopt(standing.instruments, act, fact, _against_life(standing)), received)
        case credential_acts.Confirm():
            return _again(standing, act.on.ref, _confirmed(standing, act.on.ref, fact), ("confirmed", ""), fact, received)
        case credential_acts.Disavow():
            return _again(standing, act.on.ref, _disavowed(fact), ("disavowed", ""), fact, received)
        case record_acts.Correct():
            field, value = act.field, act.value
            return _again(
                standing, act.on.ref, lambda old: corrected(old, field, value, fact.entry), ("corrected", value), fact, received
            )
    return _apply_to_record(standing, received, act, fact, files)


def _apply_to_record(
    standing: Standing, received: Received, act: base.Act, fact: Dated, files: CharterFiles
) -> tuple[Standing, Changes]:
    match act:
        case record_acts.Open():
            return _open(standing, act, received, files)
        case record_acts.Amend():
            opening = replace(standing.opened, manifest=act.manifest)
            charter = record.charter_of(act.manifest, files)
            return replace(standing, opening=opening, charter=charter), (Change("record/charter", "amended", fact.start),)
        case record_acts.Adopt():
            opening = replace(standing.opened, edition=act.edition)
            change = Change("record/edition", "adopted", fact.start, str(act.edition))
            return replace(standing, opening=opening), (change,)
        case record_acts.Step():
            opening = replace(standing.opened, now=days.moment(act.to))
            return replace(standing, opening=opening), (Change("record/clock", "stepped", fact.start, act.to),)
        case record_acts.Ripen():
            moments = standing.moments.cancel(act.kind, act.subject)
            return replace(standing, moments=moments), (Change(act.subject, act.kind, fact.start, "ripened"),)
        case credential_acts.Enrol():
            new = credentials.of_enrolment(act.enrolment, received.entry)
            change = Change(f"credential/{new.id}", "enrolled", fact.start)
            known = standing.credentials.set(new.id, new)
            return replace(standing, credentials=known, keys=standing.keys.set(new.key, new.id)), (change,)
        case credential_acts.Revoke():
            name = act.credential.removeprefix("credential/")
            old = replace(standing.credentials[name], revoked=received.entry, contested_from=act.since or 0)
            change = Change(act.credential, "revoked", fact.start, str(act.since or 0))
            return replace(standing, credentials=standing.credentials.set(name, old)), (change,)
    raise AssertionError(f"no room applies {act.name()}")


def _open(
    standing: Standing, act: record_acts.Open, received: Received, files: CharterFiles
) -> tuple[Standing, Changes]:
    known, keys = standing.credentials, standing.keys
    for enrolment in (*act.enrolled, *act.roots):
        credential = credentials.of_enrolment(enrolment, received.entry)
        known, keys = known.set(credential.id, credential), keys.set(credential.key, credential.id)
    now = days.moment(act.clock.start) if act.clock.start else 0
    opening = Opening(act, received.identity, act.edition, act.manifest, now)
    charter = record.charter_of(act.manifest, files)
    changes = (Change("record/opening", "opened", received.day, act.organisation),)
    return replace(standing, opening=opening, charter=charter, credentials=known, keys=keys), changes


# What an earlier act is in the light of others


def _against_life(standing: Standing) -> Callable[[instruments.Instrument, Dated], Reason | None]:
    """Whether a fact contradicts the life of its instrument before it."""

    def contradicts(before: instruments.Instrument, fact: Dated) -> Reason | None:
        if type(fact.act) in UNCONDITIONAL:
            return None
        assert isinstance(fact.act, instrument_acts.OfInstrument)
        return contradiction(fact, judge_in_instrument(fact.act, fact.start, before, before, standing.law))

    return contradicts


def _against_membership(standing: Standing) -> Callable[[membership.Member, Dated], Reason | None]:
    """Whether a fact contradicts the membership before it."""

    def contradicts(before: membership.Member, fact: Dated) -> Reason | None:
        assert isinstance(fact.act, membership_acts.OfState)
        return contradiction(fact, judge_in_membership(fact.act, fact.start, before, standing.terms(fact.start)))

    return contradicts


def _again(
    standing: Standing,
    ref: str,
    again: Callable[[Dated], Dated],
    what: tuple[str, str],
    by: Dated,
    received: Received,
) -> tuple[Standing, Changes]:
    """An earlier fact put otherwise, and all that follows from it."""
    kind = ref.split("/", 1)[0]
    if kind in ROOM_OF_KIND:
        room = ROOM_OF_KIND[kind]
        done = lived_again(getattr(standing, room), ref, again, what, by)
        return replace(standing, **{room: done.lives}), done.changes
    if kind == "instrument":
        life = instruments.apply_again(standing.instruments, ref, again, what, by, _against_life(standing))
        return _of_instruments(standing, life, received)
    if kind == "member":
        against = _against_membership(standing)
        course = membership.apply_again(standing.members, ref, again, what, by, standing.terms, against)
        return _of_membership(standing, course, received)
    return _of_associates(standing, membership.apply_associate_again(standing.associates, ref, again, what, by), received)


def _confirmed(standing: Standing, ref: str, by: Dated) -> Callable[[Dated], Dated]:
    """The fact with the authority that it lacked: judged by the rules of its room, as of its own day (VCLT 8)."""

    def again(old: Dated) -> Dated:
        if old.counts:  # it was contested only
            return replace(old, confirmed=by.entry)
        found: object = None
        if isinstance(old.act, instrument_acts.OfInstrument):
            whole = standing.instruments.by_id[ref.split("/")[1]]
            clause = whole.adopt.force
            other = standing.instruments.get(clause.instrument) if clause.instrument else None
            view = instruments.as_on(whole, old.start, other)
            found = judge_in_instrument(old.act, old.start, view, whole, standing.law)
        elif isinstance(old.act, membership_acts.OfState):
            view_of = membership.as_on(standing.member(old.act.state), old.start, standing.terms)
            found = judge_in_membership(old.act, old.start, view_of, standing.terms(old.start))
        if found is None or isinstance(found, Refused):
            return old
        return replace(old, finding=kept(found), confirmed=by.entry)  # type: ignore[arg-type]

    return again


def _disavowed(by: Dated) -> Callable[[Dated], Dated]:
    return lambda old: replace(old, void=True, corrected=(*old.corrected, by.entry))


# Taking up what a room made of an act


def _of_instruments(standing: Standing, outcome: instruments.Outcome, at: Received) -> tuple[Standing, Changes]:
    moments = _due(standing, outcome.due, at)
    return replace(standing, instruments=outcome.instruments, moments=moments), outcome.changes


def _of_membership(standing: Standing, outcome: membership.Outcome, at: Received) -> tuple[Standing, Changes]:
    moments = _due(standing, outcome.due, at)
    return replace(standing, members=outcome.members, moments=moments), outcome.changes


def _of_associates(standing: Standing, outcome: membership.AssociateOutcome, at: Received) -> tuple[Standing, Changes]:
    moments = _due(standing, outcome.due, at)
    return replace(standing, associates=outcome.associates, moments=moments), outcome.changes


def _due(standing: Standing, due: Sequence[instruments.Due | membership.Due], at: Received) -> Moments:
    """Sets, moves or cancels moments: the beginning of the day on which something ripens, at the seat.

    What had already come about when it was entered is not waited for.
    """
    moments = standing.moments
    if not due:
        return moments
    for kind, subject, day in due:
        instant = days.midnight(days.Day(day), standing.zone) if day else 0
        if instant <= at.moment:
            moments = moments.cancel(kind, subject)
        else:
            moments = moments.schedule(Moment(instant, kind, subject))
    return moments

