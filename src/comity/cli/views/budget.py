"""Contributions on a day: the scale, what was assessed and paid, what each side states, what may follow."""

from comity.acts import budget as acts
from comity.cli.layout import out, prose, table
from comity.cli.reading import Reading
from comity.cli.views.common import View, day, envelope, fact, grounds, head
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import budget
from comity.organisation.budget import Year
from comity.organisation.dated import Dated


def view(reading: Reading, on: str, name: str) -> View:
    """`budget`: the scale, then of each state and year what is recorded; nobody is in arrears by the register's own finding."""
    standing, law = reading.standing, reading.standing.law
    scale = budget.scale_on(standing.budget.get(budget.SCALE), on)
    states = [ref.split("/")[1] for ref in standing.budget if ref != budget.SCALE]
    unknown = [n for n in law.not_known.values() if any(about.startswith("budget/") for about in n.about)]
    return {
        **envelope(reading, on),
        "holds": scale.truth.value,
        "scale": fact(scale.fact) if scale.fact else None,
        "shares": {state: _percent(scale.shares[state]) for state in law.in_order(scale.shares)},
        "budget": [_row(one) for state in law.in_order(states) for one in budget.years_on(standing.budget[f"budget/{state}"], on)],
        "may_follow": [
            {"id": one.id, "effect": one.effect, "years": one.years, "body": one.body, "provision": one.provision, "text": dict(one.text)}
            for one in law.arrears_on(on)
        ],
        "not_known": [{"id": n.id, "text": dict(n.text)} for n in unknown],
    }


def _percent(share: object) -> str:
    text = f"{float(share):.6f}"  # type: ignore[arg-type]
    return text.rstrip("0").rstrip(".") or "0"


def _row(one: Year) -> View:
    return {
        "state": one.state,
        "year": one.year,
        "assessed": _sum(one.assessed),
        "paid": [_sum(payment) for payment in one.paid],
        "paid_in_full": budget.paid_in_full(one).value,
        "declared": {**fact(one.refused), "text": words_of(getattr(one.refused.act, "text", ()))} if one.refused else None,
        "stated": [
            {**fact(f), "said_by": words_of(f.act.said_by), "text": words_of(f.act.text), "owed": f.act.owed}
            for f in one.stated
            if isinstance(f.act, acts.Claim)
        ],
    }


def _sum(found: Dated | None) -> View | None:
    if found is None or not isinstance(found.act, (acts.Assess, acts.Pay)):
        return None
    return {**fact(found), "amount": found.act.amount, "currency": found.act.currency}


def tell(reading: Reading, view: View) -> None:
    """Contributions in words."""
    head(reading, view)
    if view["scale"]:
        rows = [[reading.said("state", state), tongue("budget.percent", number=share)] for state, share in view["shares"].items()]
        out(table([tongue("members.state"), tongue("budget.share")], rows))
        prose(f"{tongue('budget.since')}: {day(view['scale']['day'])} {grounds(view['scale'])}")
        if view["holds"] != "yes":
            prose(tongue("budget.key.doubt"))
    else:
        prose(tongue("budget.says.no_scale", day=("day", view["on"])))
    for one in view["budget"]:
        out()
        prose(tongue("budget.of_year", state=("state", one["state"]), year=str(one["year"])))
        if one["assessed"]:
            prose(f"{tongue('budget.assessed')}: {one['assessed']['amount']} {one['assessed']['currency']} {grounds(one['assessed'])}", 2)
        for payment in one["paid"]:
            prose(f"{tongue('budget.paid')}: {payment['amount']} {payment['currency']} {grounds(payment)}", 2)
        if not one["paid"]:
            prose(f"{tongue('budget.paid')}: {tongue('budget.no_payment')}", 2)
        if one["declared"]:
            prose(f"{reading.said('state', one['state'])}, {day(one['declared']['day'])}: {_word(one['declared']['text'])} {grounds(one['declared'])}", 2)
        for said in one["stated"]:
            prose(f"{_word(said['said_by'])}, {day(said['day'])}: {_word(said['text'])} {grounds(said)}", 2)
    if view["may_follow"]:
        out()
        prose(tongue("budget.may_follow"))
    for one in view["may_follow"]:
        by = f" ({reading.said('body', one['body'])})" if one["body"] else ""
        prose(f"{tongue('budget.effect.' + one['effect'])}{by}: {_word(one['text'])}", 2)
    for unknown in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {unknown['text'].get(tongue.lang, unknown['text']['en'])}")


def _word(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or next(iter(words.values()), "")
