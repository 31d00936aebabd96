"""Whether an act in a state's membership has effect, by the charter as it stood on the day."""

from msgspec import UNSET

from comity import day as days
from comity.acts import membership as acts
from comity.day import Truth
from comity.organisation.dated import counted
from comity.organisation.finding import HAS_EFFECT, Finding, refused, warning, without_effect
from comity.organisation.membership.questions import held_on
from comity.organisation.membership.things import Associate, Member, Terms


def examine_of_state(act: acts.OfState, member: Member, day: str, terms: Terms) -> Finding:
    """An act in one state's membership, as it stood on the `day` from which the act is to have effect."""
    truth, period = held_on(member, day)
    is_member = truth is Truth.YES
    match act:
        case acts.Found(party_only=False) if is_member and period is not None and period.status == "party":
            return HAS_EFFECT  # a party to the treaty founds the organisation
        case acts.Found() | acts.Admit() | acts.Return() | acts.Apply():
            if is_member and not _another_claim(act, member):
                return without_effect(
                    "membership.already_member", terms.deciding_provision, terms.deciding_confidence, state=("state", act.state)
                )
            return _by_competent_body(act, terms)
        case acts.Suspend() | acts.Exclude() | acts.Withdraw() | acts.Lapse():
            if not is_member:
                return _not_a_member(act, terms)
            return _by_competent_body(act, terms)
        case acts.Reinstate():
            if not is_member or period is None or period.status != "suspended":
                return without_effect(
                    "membership.not_suspended", terms.deciding_provision, terms.deciding_confidence, state=("state", act.state)
                )
            return _by_competent_body(act, terms)
        case acts.Notify():
            return examine_notify(act, member, is_member, terms)
        case acts.Revoke():
            return examine_revoke(act, member, day)
        case acts.Declare():
            return examine_declare(act, is_member, terms)
    raise AssertionError(type(act))


def _another_claim(act: acts.OfState, member: Member) -> bool:
    """Whether this is another answer to a contested question that is in the record already."""
    if act.transcribed is UNSET or act.transcribed.claim is UNSET:
        return False
    key = act.transcribed.claim.key
    return any(fact.claim is not None and fact.claim.key == key for fact in counted(member.facts, type(act)))


def _not_a_member(act: acts.OfState, terms: Terms) -> Finding:
    return without_effect(
        "membership.not_a_member", terms.deciding_provision, terms.deciding_confidence, state=("state", act.state)
    )


def _by_competent_body(act: acts.OfState, terms: Terms) -> Finding:
    """Where another body decided than the one that the charter names, that is said; the organ decides."""
    decided = getattr(act, "decided", None)
    if decided and terms.deciding and decided.body != terms.deciding:
        return warning(
            "membership.other_body", terms.deciding_provision, terms.deciding_confidence,
            body=("body", decided.body), named=("body", terms.deciding),
        )  # fmt: skip
    return HAS_EFFECT


def examine_notify(act: acts.Notify, member: Member, is_member: bool, terms: Terms) -> Finding:
    """A member notifies its withdrawal once; without a known period of notice nothing is computed."""
    if not is_member:
        return without_effect(
            "membership.not_a_member", terms.notice_provision, terms.confidence, state=("state", act.state)
        )
    if member.notice:
        return without_effect(
            "membership.notice_given", terms.notice_provision, terms.confidence, state=("state", act.state)
        )
    if not terms.notice_known:
        return warning("membership.notice_not_known", terms.notice_provision, terms.confidence)
    return HAS_EFFECT


def examine_notice(act: acts.Revoke, member: Member) -> Finding:
    """What is to be revoked is a notice of withdrawal, and the very text that the signer saw."""
    last = act.on.ref.rsplit("/", 1)[1]
    target = member.fact(int(last)) if last.isdigit() and act.on.ref.startswith(f"{member.ref}/") else None
    if target is None or not isinstance(target.act, acts.Notify):
        return refused("form", "membership.no_such_notice", act=("text", act.on.ref))
    if target.identity != act.on.commit:
        return refused("form", "instruments.text_differs", act=("text", act.on.ref))
    return HAS_EFFECT


def examine_revoke(act: acts.Revoke, member: Member, day: str) -> Finding:
    """A notice is revoked before it takes effect (VCLT 68)."""
    if act.on.ref != f"{member.ref}/{member.notice}" or (member.leaving and member.leaving <= day):
        return without_effect("membership.notice_effective", "vclt-1969/68", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_declare(act: acts.Declare, is_member: bool, terms: Terms) -> Finding:
    """A member's statement stands as its own; the charter gives it no effect unless a provision says so."""
    if not is_member:
        return without_effect(
            "membership.not_a_member", terms.deciding_provision, terms.deciding_confidence, state=("state", act.state)
        )
    if act.stance in ("freezes", "requests_suspension"):
        return warning(
            "membership.statement_of_its_own", terms.non_participation_provision, terms.non_participation_confidence,
            state=("state", act.state),
        )  # fmt: skip
    return HAS_EFFECT


def examine_association(
    act: acts.Associate | acts.Dissociate, associate: Associate | None, day: str, terms: Terms
) -> Finding:
    """Grants or ends the status of an observer or partner."""
    if isinstance(act, acts.Associate):
        return examine_associate(act, associate, day, terms)
    return examine_dissociate(act, associate, day, terms)


def examine_associate(act: acts.Associate, associate: Associate | None, day: str, terms: Terms) -> Finding:
    """A status is granted to who does not hold it on that day."""
    if associate is not None and holds_status(associate, day):
        return without_effect("membership.already_associated", terms.deciding_provision, terms.deciding_confidence, holder=("text", act.holder))
    if terms.deciding and act.decided.body != terms.deciding:
        return warning(
            "membership.other_body", terms.deciding_provision, terms.deciding_confidence,
            body=("body", act.decided.body), named=("body", terms.deciding),
        )  # fmt: skip
    return HAS_EFFECT


def examine_dissociate(act: acts.Dissociate, associate: Associate | None, day: str, terms: Terms) -> Finding:
    """A status is ended for who holds it on that day."""
    if associate is None or not holds_status(associate, day):
        return without_effect("membership.not_associated", terms.deciding_provision, terms.deciding_confidence, holder=("text", act.holder))
    return HAS_EFFECT


def holds_status(associate: Associate, on: str) -> bool:
    """Whether the status of observer or partner is held on the day."""
    holds = False
    for fact in counted(associate.facts, acts.Associate, acts.Dissociate):
        if days.first(days.Day(fact.start)) > on:
            break
        holds = isinstance(fact.act, acts.Associate) and (not fact.act.until or on < str(fact.act.until))
    return holds
