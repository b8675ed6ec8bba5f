"""The `teiedit` command: commands are imported when they are called, so that --help is immediate.

Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 cannot go on.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Final, NoReturn

import click

from teiedit import __version__

CANNOT_GO_ON: Final = 3
# As shells count them: 128 and the number of the signal.
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141

# Name → what `teiedit --help` says of it; a test holds these against the commands' own help.
_COMMANDS: Final = {
    "validate": "Check documents and say what is wrong, where, and what to do.",
    "build": "Check documents and publish them as HTML, PDF, text or TEI.",
    "init": "Make a new edition that builds at once.",
    "info": "Say what a document is and what it holds.",
}


class _ReaderGoneError(Exception):
    """Whoever reads what is printed has enough."""


class _LazyGroup(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # click would make it the exit code 1, which means findings.
            raise _ReaderGoneError from error

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
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal's encoding lacks is shown as its number, not as a failure.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except (_ReaderGoneError, BrokenPipeError):
        # What is left in the buffers must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)
    except Exception as error:  # noqa: BLE001 - the last resort: a user is shown a sentence, whatever went wrong
        from teiedit.cli.reporting import show_failure  # noqa: PLC0415 - not needed where nothing fails

        show_failure(error)
        sys.exit(CANNOT_GO_ON)
    sys.exit(0)
