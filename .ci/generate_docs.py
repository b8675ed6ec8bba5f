"""Write the pages of docs/ that come from the code: the commands and the findings."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import click

from teiedit.cli.main import _COMMANDS, cli
from teiedit.codes import catalogue
from teiedit.config import _SETTINGS, Config
from teiedit.diagnostics import Code

DOCS = Path(__file__).resolve().parents[1] / "docs"
MARK = "<!-- Generated from the code by `make docs`; do not edit. -->\n\n"
GROUPS = {
    "1": "Reading a file",
    "2": "What no grammar can say",
    "3": "The schema",
    "4": "teiedit.toml",
    "5": "Publishing",
}


def commands() -> str:
    """Return the page of the command line, made of the commands' own help."""
    parts = ["# The command line\n\n", MARK]
    pages = [("teiedit", cli)]
    pages += [(f"teiedit {name}", import_module(f"teiedit.cli.{name}").command) for name in _COMMANDS]
    for name, command in pages:
        parts.append(f"## {name}\n\n{_prose(command.help or '')}\n\n")
        options = [_option(one) for one in command.params if isinstance(one, click.Option) and one.help]
        if options:
            parts.append("| option | what it does | default |\n| --- | --- | --- |\n" + "".join(options) + "\n")
    parts.append(
        "## Exit codes\n\n| code | meaning |\n| --- | --- |\n| 0 | clean |\n"
        "| 1 | findings at or above `--fail-on`; for `build`, an error, and nothing was written |\n"
        "| 2 | the command was called wrongly |\n| 3 | it could not go on; the last line says why |\n"
    )
    return "".join(parts)


def _prose(text: str) -> str:
    """Turn a command's help into Markdown: what click leaves as it stands (after \\b) is an example."""
    prose, _, examples = inspect.cleandoc(text).partition("\b\n")
    lines = examples.strip().splitlines()[1:]
    shown = "\n".join(line.strip() for line in lines)
    return f"{prose.strip()}\n\n```\n{shown}\n```"


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    kind = option.type
    takes = " " + " \\| ".join(kind.choices) if isinstance(kind, click.Choice) else ""
    takes = takes or (f" {option.metavar or kind.name}" if not option.is_flag else "")
    is_shown = option.show_default and isinstance(option.default, str)
    default = f"`{option.default}`" if is_shown else "on" if option.default is True and option.secondary_opts else ""
    return f"| {names}{takes} | {option.help} | {default} |\n"


def findings() -> str:
    """Return the page of the findings, made of the catalogue."""
    parts = ["# Findings\n\n", MARK, "Each kind of finding has a number that stays, and a name.\n"]
    group = ""
    for code in catalogue():
        if code.id[2] != group:
            group = code.id[2]
            parts.append(
                f"\n## {GROUPS[group]}\n\n| code | name | severity | what it says |\n| --- | --- | --- | --- |\n"
            )
        parts.append(_row(code))
    return "".join(parts)


def _row(code: Code) -> str:
    return f"| {code.id} | {code.name} | {code.severity.label} | {code.summary} |\n"


def settings() -> str:
    """Return the page of teiedit.toml, made of the settings' own table and documentation."""
    said = _attribute_docs(inspect.cleandoc(Config.__doc__ or ""))
    parts = ["# teiedit.toml\n\n", MARK, "Every setting has a default.\n\n"]
    parts.append("| setting | default | what it is |\n| --- | --- | --- |\n")
    defaults = Config()
    for keys, setting in _SETTINGS.items():
        value = getattr(defaults, setting.field)
        shown = [*value] if isinstance(value, tuple) else value
        choices = f" One of {', '.join(f'`{one}`' for one in setting.choices)}." if setting.choices else ""
        written = (
            str(shown).replace("'", '"')
            if isinstance(shown, list)
            else f'"{shown}"'
            if isinstance(shown, str)
            else shown
        )
        parts.append(f"| `{'.'.join(keys)}` | `{written}` | {said[setting.field]}{choices} |\n")
    return "".join(parts)


def _attribute_docs(doc: str) -> dict[str, str]:
    lines = doc.partition("Attributes:")[2].splitlines()
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        head, colon, rest = line.strip().partition(":")
        if colon and line.startswith(" " * 4) and not line.startswith(" " * 5):
            name = head
            found[name] = rest.strip()
        elif name and line.strip():
            found[name] += " " + line.strip()
    return {key: value[:1].upper() + value[1:] for key, value in found.items()}


def main() -> None:
    """Write the pages."""
    for name, text in (("commands.md", commands()), ("findings.md", findings()), ("settings.md", settings())):
        (DOCS / name).write_text(text.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
