"""`comity completion`: what a shell evaluates so that it completes commands, organisations, states and acts."""

from comity.cli.ending import COMPLETE
from comity.cli.frame import Choice, Command, argument
from comity.cli.layout import out

SHELLS = ("bash", "zsh", "fish")


def _completion(shell: str) -> None:
    from click.shell_completion import get_completion_class

    from comity.cli.tree import comity

    found = get_completion_class(shell)
    assert found is not None
    one = found(comity, {}, "comity", COMPLETE)
    out((one.source_template % one.source_vars()).strip("\n"))


completion = Command("cli.completion", _completion, [argument("shell", Choice(SHELLS))])
