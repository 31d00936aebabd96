"""Help, in both languages: every command, every option, nothing of click's own English in Russian help."""

import re

import click
import pytest

from comity.cli.frame import Command, Group
from comity.cli.tree import comity
from comity.cli.words import language, tongue
from comity.phrases import load
from tests.cli.shell import Shell


def commands(group: Group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found: list[tuple[tuple[str, ...], click.Command]] = [(path, group)]
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        one = group.get_command(ctx, name)
        assert one is not None
        found += commands(one, (*path, name)) if isinstance(one, Group) else [((*path, name), one)]
    return found


EVERY = commands(comity)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("path", [path for path, _ in EVERY], ids=" ".join)
def test_help_of_every_command_says_what_it_does_with_examples(shell: Shell, path: tuple[str, ...], lang: str) -> None:
    said = shell(*path, "--help", lang=lang)
    assert (said.code, said.err) == (0, "")
    heads = {"en": ("Usage:", "Options:", "Examples:"), "ru": ("Вызов:", "Параметры:", "Примеры:")}[lang]
    for head in heads:
        assert head in said.out
    assert "cli." not in said.out, "a code without words"
    if lang == "ru":
        for english in ("Usage", "Options", "Show this message", "Commands", "default", "required"):
            assert english not in said.out


@pytest.mark.parametrize(("path", "command"), EVERY, ids=lambda v: " ".join(v) if isinstance(v, tuple) else "")
def test_every_option_and_argument_has_words_in_both_languages(path: tuple[str, ...], command: click.Command) -> None:
    assert isinstance(command, (Command, Group))
    words = load()
    assert {f"{command.code}.about", f"{command.code}.examples"} <= set(words)
    for param in command.params:
        assert f"{command.code}.{param.name}" in words or f"cli.param.{param.name or ''}" in words or param.name == "lang"
    assert "cli.param.lang" in words


def test_commands_with_an_outcome_document_their_exit_codes() -> None:
    for path, command in EVERY:
        if path and not isinstance(command, Group) and path[-1] not in ("schema", "completion"):
            assert isinstance(command, Command)
            assert f"{command.code}.codes" in load(), path


def test_commands_that_answer_in_json_document_its_shape() -> None:
    for path, command in EVERY:
        if any(param.name == "as_json" for param in command.params):
            assert isinstance(command, Command)
            assert f"{command.code}.json" in load(), path


def test_help_without_a_command_is_a_wrong_call(shell: Shell) -> None:
    said = shell()
    assert said.code == 2 and said.out == "" and said.err.startswith("Usage: comity")


def test_version(shell: Shell) -> None:
    assert re.fullmatch(r"Comity \d+\.\d+\.\d+\n", shell("--version").out)
    assert re.fullmatch(r"Comity, версия \d+\.\d+\.\d+\n", shell("--version", lang="ru").out)


@pytest.mark.parametrize(
    ("args", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ru_RU.UTF-8"}, "ru"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "C", "LC_MESSAGES": "ru"}, "ru"),
        (["show", "x", "--lang", "ru"], {}, "ru"),
        (["--lang=en", "show"], {"LANG": "ru_RU.UTF-8"}, "en"),
        (["--lang", "de"], {"LANG": "ru_RU"}, "ru"),
        (["--", "--lang", "ru"], {}, "en"),
        ([], {"LANG": "russian_thing"}, "en"),
    ],
)
def test_the_language_is_the_option_s_else_the_environment_s_else_english(
    args: list[str], environment: dict[str, str], expected: str
) -> None:
    assert language(args, environment) == expected


def test_the_environment_decides_the_language_of_a_call(shell: Shell) -> None:
    assert shell("nothing", LC_ALL="ru_RU.UTF-8").line == "команды «nothing» нет"
    assert shell("nothing", LANG="C.UTF-8").line == "there is no command “nothing”"


def test_russian_words_are_written_whatever_the_locale_can_encode(shell: Shell) -> None:
    assert "Вызов" in shell("--help", lang="ru", PYTHONIOENCODING="ascii", LC_ALL="C").out


def test_no_word_of_the_command_line_is_left_without_words_in_the_catalogue() -> None:
    """Each code that the modules name in full stands in the catalogue."""
    from pathlib import Path

    import comity.cli

    source = "\n".join(p.read_text("utf-8") for p in Path(comity.cli.__file__).parent.rglob("*.py"))
    named = set(re.findall(r'"(cli(?:\.[a-z_]+)+)"', source)) - {"cli.comity", "cli"}
    groups = {f"cli.{' '.join(p).replace(' ', '.')}" for p, _ in EVERY if p}
    assert sorted(code for code in named - groups if code not in load()) == []
    assert tongue.lang in ("en", "ru")


def test_every_command_and_option_is_called_by_a_test() -> None:
    """Named as a word of its own in a call of these tests, outside this module."""
    from pathlib import Path

    source = "\n".join(p.read_text("utf-8") for p in Path(__file__).parent.glob("test_*.py") if p.name != Path(__file__).name)
    for path, command in EVERY:
        assert all(f'"{word}"' in source for word in path), path
        for param in command.params:
            if isinstance(param, click.Option) and param.name not in ("lang", "version"):
                assert any(f'"{name}"' in source for name in param.opts), (path, param.opts)
