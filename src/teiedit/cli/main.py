"""The `teiedit` command: commands are imported when they are called, so that --help is immediate.

Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 cannot go on.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final, NoReturn

import click

from teiedit import __version__

CANNOT_GO_ON: Final = 3

# Name → what `teiedit --help` says of it; a test holds these against the commands' own help.
_COMMANDS: Final = {
    "validate": "Check documents and say what is wrong, where, and what to do.",
    "build": "Check documents and publish them as HTML, PDF or text.",
    "init": "Make a new edition that builds at once.",
    "info": "Say what a document is and what it holds.",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"teiedit.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="teiedit")
def cli() -> None:
    """Check TEI documents and publish them as scholarly editions.

    \b
    Example:
      teiedit init letters && cd letters && teiedit build
    """


def main() -> NoReturn:
    """Run the command line; never show a traceback unless TEIEDIT_DEBUG is set."""
    try:
        cli()
    except Exception as error:  # noqa: BLE001 - the last resort: a user is shown a sentence, whatever went wrong
        from teiedit.cli.reporting import show_failure  # noqa: PLC0415 - not needed where nothing fails

        show_failure(error)
    sys.exit(CANNOT_GO_ON)
