"""`comity show`: the organisation as it stood on a day, as the record stood at an entry."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from comity.cli.frame import Choice, Command, Place, Type, Whole, argument, json_option, option, wrong
from comity.cli.layout import out_json

#: Rooms of the register, each a module of `comity.cli.views` of that name with `view` (its value) and `tell` (in words).
ROOMS = ("bodies", "posts", "chairmanship", "sessions", "decisions", "concerns", "programmes", "budget", "relations", "assembly", "calendar")
#: What may be shown; `member` and `instrument` are of one thing, by its id.
VIEWS = ("members", "status", "member", "instrument", "instruments", "record", "sources", "credentials", *ROOMS)
OF_ONE = ("member", "instrument")
#: Rooms of which one thing alone may be shown, or one year.
MAY_BE_OF_ONE = ("bodies", "sessions", "decisions", "programmes", "calendar")


class Thing(Type):
    """The id of a state or an instrument; the shell completes those of the folder."""

    name = "id"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Ids in the folder that begin so."""
        what, folder = ctx.params.get("what"), ctx.params.get("folder")
        if what not in OF_ONE or not isinstance(folder, Path):
            return []
        from comity.cli.reading import open_for_reading

        try:
            standing = open_for_reading(folder).standing
        except Exception:  # a completion never complains
            return []
        names = standing.law.states if what == "member" else standing.instruments.by_id
        return [CompletionItem(name) for name in sorted(names) if name.lower().startswith(incomplete.lower())]


def _show(folder: Path, what: str, name: str | None, day: str | None, at: int | None, as_json: bool) -> None:
    if what in OF_ONE and not name:
        raise wrong(f"cli.show.which_{what}")
    if what not in (*OF_ONE, *MAY_BE_OF_ONE) and name:
        raise wrong("cli.too_many", words=name)
    from comity.cli.reading import asked_day, open_for_reading
    from comity.cli.views import about, instruments, members

    if what in ROOMS:
        room: Any = import_module(f"comity.cli.views.{what}")
        reading = open_for_reading(folder, at or 0)
        found = room.view(reading, asked_day(day, reading), name or "")
        if as_json:
            out_json(found)
        else:
            room.tell(reading, found)
        return
    uses = about.Uses()
    reading = open_for_reading(folder, at or 0, uses if what == "sources" else None)
    on = asked_day(day, reading)
    view = about.sources(reading, on, uses) if what == "sources" else _makes(what)(reading, on, name or "")
    if as_json:
        out_json(view)
        return
    tells: dict[str, Callable[..., None]] = {
        "members": members.tell_members, "status": about.tell_status, "member": members.tell_member,
        "instrument": instruments.tell_detail, "instruments": instruments.tell_listed, "record": about.tell_record,
        "sources": about.tell_sources, "credentials": about.tell_credentials,
    }  # fmt: skip
    tells[what](reading, view)


def _makes(what: str) -> Callable[..., dict[str, object]]:
    from comity.cli.views import about, instruments, members

    makes: dict[str, Callable[..., dict[str, object]]] = {
        "members": members.members, "status": about.status, "member": members.member, "instrument": instruments.detail,
        "instruments": instruments.listed, "record": about.record, "credentials": about.credentials,
    }  # fmt: skip
    return makes[what]


show = Command(
    "cli.show",
    _show,
    [
        argument("folder", Place(folder=True)),
        argument("what", Choice(VIEWS)),
        argument("name", Thing(), required=False),
        option("--on", "day"),
        option("--at", kind=Whole(1)),
        json_option(),
    ],
)
