"""How commands are declared, helped and complained of: click with every word from the catalogue.

A command's words stand under its code: `cli.init.about`, `.short`, `.examples`; a parameter's under
`cli.init.organisation`, else `cli.param.organisation`; what stands for a value under `cli.metavar.…`. Nothing that
click itself would say in English reaches a reader: help is laid out here, complaints about a call are said here.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from comity.cli.ending import USAGE, complain
from comity.cli.layout import columns, pairs, paragraph
from comity.cli.words import tongue
from comity.text import LANGUAGES

if TYPE_CHECKING:
    Type = click.ParamType[Any]
else:  # generic only for the type checker
    Type = click.ParamType


class Wrong(click.UsageError):
    """A call that is wrong: the sentence is in the reader's language already."""


def wrong(code: str, **values: str | int | tuple[str, str]) -> Wrong:
    """A complaint about the call, by its code."""
    return Wrong(tongue(code, **values), click.get_current_context(silent=True))


class Choice(Type):
    """One of a few words."""

    name = "choice"

    def __init__(self, words: Sequence[str] | Callable[[], Sequence[str]], strict: bool = True) -> None:
        self._words, self._strict = words, strict

    def words(self) -> Sequence[str]:
        """The words that may stand here."""
        return self._words() if callable(self._words) else self._words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or a complaint that names all of them."""
        if self._strict and value not in self.words():
            raise Wrong(tongue("cli.not_a_choice", value=str(value)[:60], choices=", ".join(self.words())), ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so."""
        return [CompletionItem(word) for word in self.words() if word.startswith(incomplete)]


class Whole(Type):
    """A whole number within bounds."""

    name = "whole"

    def __init__(self, least: int, most: int = 2**53 - 1) -> None:
        self._least, self._most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; an entry may be written with its sign, `№ 412`."""
        digits = str(value).strip().removeprefix("№").strip()
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 16 or not self._least <= int(digits) <= self._most:
            name = param.opts[0] if param else ""
            raise Wrong(tongue("cli.not_a_number", name=name, value=str(value)[:60], least=self._least, most=self._most), ctx)
        return int(digits)


class Place(Type):
    """A folder or file by its path; whether it is there, the command says."""

    name = "path"

    def __init__(self, folder: bool = False) -> None:
        self._folder = folder

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        from pathlib import Path

        if not str(value):
            raise Wrong(tongue("cli.empty_path"), ctx)
        return Path(str(value)).expanduser()

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The shell knows files and folders itself."""
        return [CompletionItem(incomplete, type="dir" if self._folder else "file")]


def argument(name: str, kind: Type, required: bool = True, many: bool = False) -> click.Argument:
    """What stands without a name in the call."""
    return click.Argument([name], type=kind, required=required, nargs=-1 if many else 1)


def option(*names: str, kind: Type | None = None, **more: Any) -> click.Option:
    """What stands with a name in the call; without a kind it takes any words, `is_flag` makes it a switch."""
    return click.Option(list(names), type=kind, **more)



def language_option() -> click.Option:
    """`--lang en|ru`, at every command; it was read before (`comity.cli.words.language`)."""
    return option("--lang", kind=Choice(LANGUAGES), expose_value=False)


def json_option() -> click.Option:
    """`--json`: the answer for programs; its shape is part of the command's help and stays."""
    return option("--json", "as_json", is_flag=True)


class _Said:
    """What commands and groups of commands have in common: their words."""

    name: str | None
    code: str
    params: list[click.Parameter]

    def _param_words(self, param: click.Parameter) -> str:
        for code in (f"{self.code}.{param.name}", f"cli.param.{param.name}"):
            if tongue.has(code):
                return tongue.keep(code)
        return ""

    def _metavar(self, param: click.Parameter) -> str:
        for code in (f"{self.code}.metavar.{param.name}", f"cli.metavar.{param.name}"):
            if tongue.has(code):
                return tongue(code)
        kind = param.type
        if isinstance(kind, Choice) and len(kind.words()) < 10:
            return "|".join(kind.words())
        return str(param.name).upper()

    def _usage(self, ctx: click.Context) -> str:
        pieces = [ctx.command_path, tongue("cli.usage_options")]
        for param in self.params:
            if isinstance(param, click.Argument):
                shown = self._metavar(param) + ("…" if param.nargs == -1 else "")
                pieces.append(shown if param.required else f"[{shown}]")
        return " ".join(pieces)

    def _option_rows(self) -> list[tuple[str, str]]:
        rows = []
        for param in self.params:
            if isinstance(param, click.Option) and not param.hidden:
                names = ", ".join(param.opts)
                rows.append((names if param.is_flag else f"{names} {self._metavar(param)}", self._param_words(param)))
        return [*rows, ("--help", tongue.keep("cli.param.help"))]

    def _help(self, ctx: click.Context, commands: list[tuple[str, str]]) -> str:
        parts = [f"{tongue('cli.usage')} {self._usage(ctx)}", paragraph(tongue.keep(f"{self.code}.about"))]
        arguments = [(self._metavar(p), self._param_words(p)) for p in self.params if isinstance(p, click.Argument)]
        for title, rows in (
            ("cli.commands", commands), ("cli.arguments", arguments), ("cli.options", self._option_rows()),
        ):  # fmt: skip
            if rows:
                parts.append(tongue(title) + "\n" + pairs(rows, 2))
        for title in ("json", "examples", "codes"):
            code = f"{self.code}.{title}"
            if tongue.has(code):
                lines = tongue(code).strip("\n").split("\n")
                parts.append(tongue(f"cli.{title}_title") + "\n" + "\n".join(f"  {line}".rstrip() for line in lines))
        return "\n\n".join(parts)


class Command(_Said, click.Command):
    """A command whose words are in the catalogue under `code`."""

    def __init__(self, code: str, callback: Callable[..., int | None], params: Sequence[click.Parameter]) -> None:
        name = code.rsplit(".", 1)[1]
        super().__init__(name, callback=callback, params=[*params, language_option()])
        self.code = code

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return self._help(ctx, [])

    def get_short_help_str(self, limit: int = 0) -> str:
        """One line of what it does."""
        return tongue(f"{self.code}.short")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses, and complains of words too many in the reader's language."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as fault:
            raise _misused(self.params, fault.option_name, ctx) from None
        if rest and not ctx.resilient_parsing:
            raise Wrong(tongue("cli.too_many", words=" ".join(map(str, rest))[:120]), ctx)
        return rest


def _misused(params: Sequence[click.Parameter], name: str, ctx: click.Context) -> Wrong:
    """An option without its value, or a switch with one."""
    takes = any(isinstance(p, click.Option) and name in p.opts and not p.is_flag for p in params)
    return Wrong(tongue("cli.option_needs_value" if takes else "cli.option_takes_no_value", name=name), ctx)


class Group(_Said, click.Group):
    """Commands under one name, each in a module that is imported when it is called."""

    def __init__(self, code: str, modules: Mapping[str, str], params: Sequence[click.Parameter] = ()) -> None:
        """`modules` are `package.module:attribute` by the command's name."""
        super().__init__(code.rsplit(".", 1)[-1], params=[*params, language_option()], invoke_without_command=True)
        self.code, self._modules = code, modules
        self.no_args_is_help = False

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are shown."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if name not in self._modules:
            return None
        module, _, attribute = self._modules[name].partition(":")
        found = getattr(importlib.import_module(module), attribute)
        assert isinstance(found, click.Command)
        return found

    def get_help(self, ctx: click.Context) -> str:
        """The help page, with a line for each command."""
        child = "cli" if self.code == "cli.comity" else self.code
        return self._help(ctx, [(name, tongue.keep(f"{child}.{name}.short")) for name in self._modules])

    def get_short_help_str(self, limit: int = 0) -> str:
        """One line of what it does."""
        return tongue(f"{self.code}.short")

    def _usage(self, ctx: click.Context) -> str:
        return super()._usage(ctx) + " " + tongue("cli.usage_command")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses, and complains of an option in the reader's language."""
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as fault:
            raise _misused(self.params, fault.option_name, ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Calls the command; without one the help is shown, and that is a wrong call."""
        if not (ctx._protected_args or ctx.args):
            click.echo(self.get_help(ctx), err=True)
            raise click.exceptions.Exit(USAGE)
        return super().invoke(ctx)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; an unknown one is said to be so, with what may have been meant."""
        if self.get_command(ctx, str(args[0])) is None and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(str(args[0]), list(self._modules), n=1)
            raise Wrong(tongue("cli.no_such_command", name=str(args[0])[:60], near=near[0] if near else ""), ctx)
        return super().resolve_command(ctx, args)


def complain_of_call(fault: click.UsageError) -> int:
    """Says what is wrong with a call, and where help is to be had."""
    complain(_sentence(fault))
    if fault.ctx is not None:
        click.echo(tongue("cli.see_help", command=fault.ctx.command_path), err=True)
    return USAGE


def _sentence(fault: click.UsageError) -> str:
    match fault:
        case click.MissingParameter(param=param) if param is not None:
            command = fault.ctx.command if fault.ctx else None
            name = command._metavar(param) if isinstance(command, _Said) and isinstance(param, click.Argument) else param.opts[-1]
            return tongue("cli.missing_argument" if isinstance(param, click.Argument) else "cli.missing_option", name=name)
        case click.NoSuchOption(option_name=name, possibilities=near):
            return tongue("cli.no_such_option", name=name, near=near[0] if near else "")
    return fault.message


__all__ = [
    "Choice", "Command", "Group", "Place", "Type", "Whole", "Wrong", "argument", "columns", "complain_of_call", "json_option",
    "language_option", "option", "wrong",
]  # fmt: skip
