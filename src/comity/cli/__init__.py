"""The command `comity`: what an officer, a mirror's keeper or a script does from a shell.

    init, demo, serve      found an organisation, serve it
    show, acts             read it, as it stood on a day, as the record stood at an entry
    enter                  hand in acts, by the one door
    verify                 examine a record again, from its bytes
    replay, votes          count recorded decisions by the rules; print those that come with an organisation
    analyse                what a rule of decision means for its members
    charter                check a charter, print its schema

Trust: the command line decides nothing. It reads folders as anybody may, and writes only through the registry's door.
Every word it says stands in both languages (`comity.phrases`, catalogue `cli.yaml`). Modules of commands are imported when they are called for, so that help is quick.
"""

from comity.cli.ending import run


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    import sys

    sys.exit(run(sys.argv[1:]))
