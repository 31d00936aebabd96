"""`comity votes`: the recorded votes that come with an organisation, as lines for `comity replay`."""

from pathlib import Path

from comity.charter import shipped
from comity.cli.frame import Choice, Command, Place, argument, option
from comity.cli.handed_out import written


def _votes(organisation: str, out: Path | None) -> None:
    from comity.exchange.replay_lines import write
    from comity.exchange.votes import votes_of

    lines = votes_of(organisation)
    with written(out) as file:
        file.writelines(map(write, lines))


votes = Command(
    "cli.votes",
    _votes,
    [argument("organisation", Choice(lambda: list(shipped()), strict=False)), option("--out", kind=Place())],
)
