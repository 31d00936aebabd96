"""The commands and where each is written."""

from typing import Any

import click

from comity.cli.frame import Group, option
from comity.cli.layout import out
from comity.cli.words import tongue

_HERE = "comity.cli.commands"


def _version(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        out(tongue("cli.version_line", version=version("comity")))
        ctx.exit()


comity = Group(
    "cli.comity",
    {
        "demo": f"{_HERE}.demo:demo",
        "init": f"{_HERE}.init:init",
        "serve": f"{_HERE}.serve:serve",
        "publish": f"{_HERE}.publish:publish",
        "show": f"{_HERE}.show:show",
        "acts": f"{_HERE}.acts:acts",
        "enter": f"{_HERE}.enter:enter",
        "verify": f"{_HERE}.verify:verify",
        "replay": f"{_HERE}.replay:replay",
        "votes": f"{_HERE}.votes:votes",
        "analyse": f"{_HERE}.analyse:analyse",
        "charter": f"{_HERE}.charter:charter",
        "completion": f"{_HERE}.completion:completion",
    },
    [option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version)],
)
