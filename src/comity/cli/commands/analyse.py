"""`comity analyse`: what a body's rule means for its members, and what a new member, one that leaves or another threshold would
change.
"""

import sys
import time
from typing import TYPE_CHECKING

from comity.charter import shipped
from comity.cli.ending import AMISS, Stop
from comity.cli.frame import Choice, Command, Type, Whole, argument, json_option, option, wrong
from comity.cli.layout import out_json, paragraph
from comity.cli.words import tongue

if TYPE_CHECKING:
    from comity.charter import Charter

#: Kinds of smallest coalitions that are listed unless said otherwise, and at most.
LISTED, MOST = 5, 10_000
#: Seconds that are waited for in silence.
PATIENCE = 5


class Word(Type):
    """A word as it is written; the command says whether it names anything."""

    name = "word"


def _analyse(
    organisation: str,
    body: str | None,
    matter: str | None,
    day: str | None,
    joining: tuple[str, ...],
    leaving: tuple[str, ...],
    thresholds: tuple[str, ...],
    listed: int,
    as_json: bool,
) -> int:
    from comity.charter import load
    from comity.charter.analysed import why_not
    from comity.charter.analysing import analysis_of, case_of
    from comity.charter.otherwise import OtherwiseFault, case_otherwise, effect_of, read_otherwise
    from comity.cli.views import analysis as view
    from comity.procedure.analysis import TooLarge
    from comity.procedure.as_game import NotAGame

    charter = load(organisation)
    asked = view.Asked(charter, *_body_and_matter(charter, body, matter), _day(charter, day))
    try:
        case = case_of(charter, asked.body, asked.matter, asked.day)
        change = read_otherwise(charter, case, joining, leaving, thresholds)
        after = case_otherwise(charter, case, change) if change else None
        for one in (case, after):
            if one is not None and (seconds := view.takes(one)) > PATIENCE:
                print(paragraph(tongue("cli.analyse.takes", n=seconds)), file=sys.stderr, flush=True)
        found = analysis_of(case.game, listed)
        effect = effect_of(change, case, after) if after is not None else None
    except OtherwiseFault as fault:
        raise wrong("cli.analyse.in_option", option=f"--{fault.field}", said=tongue(fault.code, **fault.said)) if fault.field else wrong(fault.code, **fault.said) from None
    except (NotAGame, TooLarge) as fault:
        code = fault.code if isinstance(fault, NotAGame) else "too_large"
        if as_json:
            out_json({**view.head(asked), "not_a_game": code})
        raise Stop(AMISS, why_not(code, asked.day, tongue.lang)) from None
    if as_json:
        out_json(view.as_json(asked, case, found, effect))
    else:
        view.tell(asked, case, found, effect)
    return 0


def _body_and_matter(charter: "Charter", body: str | None, matter: str | None) -> tuple[str, str]:
    from comity.charter.deciding import deciding_bodies, matters_of

    bodies = deciding_bodies(charter)
    if body is None and len(bodies) != 1:
        raise wrong("cli.analyse.which_body", known=", ".join(bodies))
    body = body or bodies[0]
    if body not in bodies:
        raise wrong("cli.analyse.no_body", body=body[:60], known=", ".join(bodies))
    matters = matters_of(charter, body)
    if matter is None:
        return body, matters[0] if matters else ""
    if matters and matter not in matters:
        raise wrong("cli.analyse.no_matter", matter=matter[:60], known=", ".join(matters))
    return body, matter


def _day(charter: "Charter", words: str | None) -> str:
    """The day that `--on` writes; today at the organisation's seat where it is not given."""
    from comity import day as days

    if not words:
        return days.day_of(int(time.time()), charter.organisation.zone)
    found = days.parse(words, tongue.lang)
    if len(found) != 10:
        raise wrong("cli.whole_day", day=found)
    return found


analyse = Command(
    "cli.analyse",
    _analyse,
    [
        argument("organisation", Choice(lambda: list(shipped()), strict=False)),
        option("--body", kind=Word()),
        option("--matter", kind=Word()),
        option("--on", "day"),
        option("--with", "joining", kind=Word(), multiple=True),
        option("--without", "leaving", kind=Word(), multiple=True),
        option("--threshold", "thresholds", kind=Word(), multiple=True),
        option("--list", "listed", kind=Whole(1, MOST), default=LISTED),
        json_option(),
    ],
)
