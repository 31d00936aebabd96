"""The facts that acts point at, and how an act of the past is judged in the light of those beside it."""

from comity.acts import base
from comity.acts import instruments as instrument_acts
from comity.acts import membership as membership_acts
from comity.charter import Charter
from comity.organisation import instruments, membership
from comity.organisation.dated import Dated, by_entry
from comity.organisation.dispatch.rooms import ROOM_OF_KIND
from comity.organisation.finding import HAS_EFFECT, Finding, HasEffect, Reason, Refused, WithoutEffect
from comity.organisation.lives import pointed_at
from comity.organisation.standing import Standing

#: What the law of its day would say of an act of history; the register does not judge that (architecture.md).
LEGALITY = frozenset(
    {
        "instruments.not_open_for_signature", "instruments.not_among_signatories", "instruments.not_signed",
        "instruments.signatory_accedes", "instruments.no_provisional_clause", "instruments.reservation_late",
        "instruments.reservations_prohibited", "instruments.reservations_perhaps_prohibited",
        "instruments.reservation_to_confirm", "instruments.objection_late", "instruments.no_time_to_object",
        "instruments.no_denunciation_clause", "membership.other_body", "membership.statement_of_its_own",
    }
)  # fmt: skip
#: How an act of history does not fit beside what is recorded, which may be what is not known: said as a warning, so that
#: the order in which history is entered does not show. (A second signature or deposit is a claim, or without effect.)
UNFIT = frozenset(
    {
        "instruments.nothing_to_confirm", "instruments.not_applied", "instruments.not_a_party",
        "instruments.not_in_force", "membership.already_associated", "membership.already_member", "membership.not_a_member",
        "membership.not_associated", "membership.not_suspended", "membership.notice_given", "lives.opened_later",
    }
)  # fmt: skip
#: Acts in the life of an instrument whose examination reads nothing of what was before.
UNCONDITIONAL = frozenset({
    instrument_acts.Empower, instrument_acts.Initial, instrument_acts.Authorise, instrument_acts.Declare,
    instrument_acts.Communicate, instrument_acts.Decline, instrument_acts.Circulate, instrument_acts.Register,
    instrument_acts.Rectify,
})  # fmt: skip


def fact_at(standing: Standing, ref: str) -> Dated | None:
    """The fact that a ref names: `instrument/x/412`, `member/UZ/417`, `associate/observer/RS/418`; none else."""
    kind, *parts = ref.split("/")
    if kind == "instrument" and parts and (instrument := standing.instruments.get(parts[0])) is not None:
        return instruments.pointed_at(base.On("", ref), instrument)
    if kind in ROOM_OF_KIND:
        return pointed_at(getattr(standing, ROOM_OF_KIND[kind]), ref)
    if kind == "member" and len(parts) == 2 and parts[1].isdigit():
        return standing.member(parts[0]).fact(int(parts[1]))
    if kind == "associate" and len(parts) == 3 and parts[2].isdigit():
        associate = standing.associates.get(f"{parts[0]}/{parts[1]}")
        return None if associate is None else by_entry(associate.facts, int(parts[2]))
    return None


def as_history(act: base.Act, finding: Finding) -> Finding:
    """The finding on an act; of transcribed history not its legality is examined, and what does not fit is a warning."""
    if finding is HAS_EFFECT or not act.transcribed or isinstance(finding, Refused):
        return finding
    reasons = finding.warnings if isinstance(finding, HasEffect) else (finding.reason,)
    kept = tuple(reason for reason in reasons if reason.code not in LEGALITY)
    if not kept:
        return HAS_EFFECT
    if isinstance(finding, HasEffect) or kept[0].code in UNFIT:
        return HasEffect(kept)
    return finding


def judge_in_instrument(
    act: instrument_acts.OfInstrument, day: str, view: instruments.Instrument, whole: instruments.Instrument, law: Charter
) -> Finding:
    """An act in the life of an instrument: by `view`, as it stood on that day; done once, by the `whole` life."""
    if not isinstance(act, instrument_acts.OfState):
        return as_history(act, instruments.examine_of_instrument(act, view, day))
    once = instruments.examine_once(act, whole, day)
    if not isinstance(once, HasEffect):
        return as_history(act, once)
    return as_history(act, instruments.examine_of_state(act, view, day, lambda p: law.confidence(p, day)))


def judge_in_membership(
    act: membership_acts.OfState, day: str, member: membership.Member, terms: membership.Terms
) -> Finding:
    """An act in a membership as it stood on that day."""
    return as_history(act, membership.examine_of_state(act, member, day, terms))


def contradiction(fact: Dated, finding: Finding) -> Reason | None:
    """Why a fact no longer fits what came before it: a reason against it that was not there when it was entered."""
    if finding is HAS_EFFECT or isinstance(finding, Refused):
        return None
    own = fact.finding.warnings if isinstance(fact.finding, HasEffect) else ()
    known = {reason.code for reason in own}
    if isinstance(finding, WithoutEffect):
        return None if finding.reason.code in known else finding.reason
    return next((r for r in finding.warnings if r.code in UNFIT and r.code not in known), None)
