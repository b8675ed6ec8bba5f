"""Write the pages of docs/ that come from the code, and what the examples of the other pages print."""

from __future__ import annotations

import inspect
import json
import sys
import textwrap
from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

import click
from doc_examples import document, empty_folder, run, with_results

from teiedit.cli.main import _COMMANDS, cli
from teiedit.codes import catalogue
from teiedit.config import _NOTES, _SETTINGS, Config
from teiedit.diagnostics import Code, Diagnostic
from teiedit.edition import load_edition
from teiedit.errors import ConfigError
from teiedit.print_settings import THEMES as PRINT_THEMES
from teiedit.print_settings import PrintSettings
from teiedit.print_theme import HEADS, base, read_theme
from teiedit.volume_settings import VolumeSettings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
# Pages that are written by hand, with examples that are run.
WITH_EXAMPLES = ("README.md", "docs/validation.md", "docs/relaxng.md")
# What is to be said of kinds of findings besides their summary, and what to make an example of them from.
EXAMPLES = Path(__file__).with_name("findings.toml")
MARK = "<!-- Generated from the code by `make docs`; do not edit. -->\n\n"
FINDINGS_HEAD = """\
Each kind of finding has a number that stays, and a name. `teiedit validate --explain TE305` says what one means;
`--select` and `--ignore` take numbers, names, and beginnings of numbers. The examples are held against the
[schema](schema.md) that ships, each inside a document that is otherwise right.
"""
NOTES_HEAD = """\
A table `[notes.NAME]` makes a series of notes, or changes how one of the usual ones (`author`, `editor`,
`translator`, `apparatus`, and `note` for all others) is numbered. A note belongs to the first series all of whose
conditions it meets. A number that the source gives (`@n`) always stands.

```toml
[notes.translator]
types = ["tr"]
numbers = "a"
restart = "division"
```

| setting | what it is |
| --- | --- |
"""
ELEMENTS_HEAD = """\
Every element of TEI P5 has its place on the page, or a reason for having none. Words that are not in the text are
beside it: in the explanation of an intervention, among the notes, or in “About this document”. What TEI does not
know is shown where it stands, framed, and reported (`TE501`). The table is `xslt/elements.toml`.

The last column says where the PDF has an element: where the page has it, or elsewhere; a dash where it has it nowhere.
What the other view shows is told there in the list of interventions, at the end; readings of witnesses stand at the
foot of the page, keyed to its lines.
"""
# What the words of that table mean.
WAYS = {"shown": "shown", "silent": "–", "own": "a sign or image"}
PAPER = {"text": "the same", "notes": "at the foot, or after the text", "header": "at the end"}
PLACES = {"text": "where it stands", "notes": "among the notes", "header": "about the document"}
KEYS_HEAD = """\
What a theme of the press may say ([printing.md](printing.md)), with the value where it says nothing, and what the
themes that ship say instead. Lengths are in `pt`, `mm`, `cm`, `in`, `em` (of the text's size; of a leading, of the size
beside it) or `lines` (of the text). The tables `[head-2]` to `[head-6]` have the keys of `[head-1]`.
"""
THEME_COLUMNS = tuple(f"`{name}`" for name in PRINT_THEMES)
GROUPS = {
    "1": "Reading a file",
    "2": "What no grammar can say",
    "3": "The schema",
    "4": "teiedit.toml",
    "5": "Publishing",
    "6": "Schematron",
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
    """Return the page of the findings: the catalogue, with examples of what is told."""
    known = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
    parts = [
        "# Findings\n\n",
        MARK,
        FINDINGS_HEAD,
    ]
    for number, title in GROUPS.items():
        codes = [code for code in catalogue() if code.id[2] == number]
        parts.append(f"\n## {title}\n\n| code | name | severity | what it says |\n| --- | --- | --- | --- |\n")
        parts += [_row(code, known) for code in codes]
        parts += [_section(code, known[code.id]) for code in codes if code.id in known]
    return "".join(parts)


def _row(code: Code, known: dict[str, Any]) -> str:
    shown = f"[{code.id}](#{code.id.lower()}-{code.name})" if code.id in known else code.id
    return f"| {shown} | {code.name} | {code.severity.label} | {_plain(code.summary)} |\n"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _section(code: Code, known: dict[str, Any]) -> str:
    """Return what is said of one kind of finding, with an example and what is told of it."""
    parts = [f"\n### {code.id} {code.name}\n\n{_plain(code.summary)} {_plain(known.get('more', ''))}".rstrip() + "\n"]
    example = known.get("body") or known.get("document") or known.get("settings")
    if example:
        language = "toml" if "settings" in known else "xml"
        parts.append(f"\n```{language}\n{example.rstrip()}\n```\n\n```text\n{_told(code, known)}```\n")
    return "".join(parts)


def _told(code: Code, known: dict[str, Any]) -> str:
    """Check an example, and return what is found of its kind."""
    with empty_folder() as folder:
        for name, text in known.get("files", {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        if "settings" in known:
            (folder / "teiedit.toml").write_text(known["settings"], encoding="utf-8")
            found = [_of(one) for one in _config_report(folder) if one.code is code]
        else:
            text = document(known["body"]) if "body" in known else known["document"]
            (folder / "letter.xml").write_text(text, encoding="utf-8")
            schema = known.get("schema", "teiedit")
            given = ["--schema", schema] if schema else []
            report = json.loads(run(["validate", "letter.xml", "--format", "json", "--select", code.id, *given]))
            found = report["findings"]
    if not found:
        msg = f"the example of {code.id} does not show it"
        raise ValueError(msg)
    return "\n".join(map(_shown, found))


def _config_report(folder: Path) -> tuple[Diagnostic, ...]:
    try:
        load_edition(folder)
    except ConfigError as error:
        return error.report.findings
    return ()


def _of(found: Diagnostic) -> dict[str, Any]:
    fix = {"description": found.fix.description} if found.fix else None
    return {"message": found.message, "hint": found.hint, "fix": fix}


def _shown(found: dict[str, Any]) -> str:
    fix = found.get("fix")
    lines = [found["message"]]
    lines += [f"help: {found['hint']}"] if found["hint"] else []
    lines += [f"fix: {fix['description']}"] if fix else []
    return "".join(
        line + "\n" for one in lines for line in textwrap.wrap(one, 100, subsequent_indent="  ", break_on_hyphens=False)
    )


def settings() -> str:
    """Return the page of teiedit.toml, made of the settings' own table and documentation."""
    said = _attribute_docs(inspect.cleandoc(Config.__doc__ or ""))
    for table, of_table in (("print", PrintSettings), ("volume", VolumeSettings)):
        described = _attribute_docs(inspect.cleandoc(of_table.__doc__ or ""))
        said |= {f"{table}.{name}": meaning for names, meaning in described.items() for name in names.split(", ")}
    parts = ["# teiedit.toml\n\n", MARK, "Every setting has a default.\n\n"]
    parts.append("| setting | default | what it is |\n| --- | --- | --- |\n")
    defaults = Config()
    for keys, setting in _SETTINGS.items():
        value = attrgetter(setting.field)(defaults)
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
    parts.append("\n## Series of notes\n\n" + NOTES_HEAD)
    for key, setting in _NOTES.items():
        choices = f"; one of {', '.join(f'`{one}`' for one in setting.choices)}" if setting.choices else ""
        parts.append(f"| `{key}` | {setting.meaning}{choices} |\n")
    return "".join(parts)


def print_keys() -> str:
    """Return the page of the keys of a theme of the press: those of its base, and where themes differ from it."""
    text = (ROOT / "xslt" / "typst" / "themes" / "base.toml").read_text(encoding="utf-8")
    said = dict(_commented(text))
    themes = {name: read_theme(name, ROOT) for name in PRINT_THEMES}
    parts = ["# Keys of a theme\n\n", MARK, KEYS_HEAD]
    for table, entries in base().items():
        if table in HEADS[1:]:
            continue
        parts.append(f"\n## [{table}]\n\n| key | what it is | base | {' | '.join(THEME_COLUMNS)} |\n")
        parts.append("| --- | --- | --- |" + " --- |" * len(themes) + "\n")
        for key, value in entries.items():
            others = [theme[table][key] for theme in themes.values()]
            shown = [_written(value), *("" if one == value else _written(one) for one in others)]
            parts.append(f"| `{key}` | {said[table, key]} | {' | '.join(shown)} |\n")
    return "".join(parts)


def _commented(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each key of a TOML file, with its table, and the comment on its line."""
    table = ""
    for line in text.splitlines():
        if line.startswith("["):
            table = line.strip("[]")
        elif " = " in line and not line.startswith("#"):
            yield (table, line.split(" = ")[0]), line.rpartition("  # ")[2] if "  # " in line else ""


def _written(value: object) -> str:
    shown = (
        ", ".join(map(str, value))
        if isinstance(value, list)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )
    return f"`{shown}`" if shown.strip() else "“" + shown + "”"


def elements() -> str:
    """Return the page of the elements of TEI: how the stylesheets' table says that they are shown."""
    table = tomllib.loads((ROOT / "xslt" / "elements.toml").read_text(encoding="utf-8"))
    parts = ["# The elements of TEI\n\n", MARK, ELEMENTS_HEAD]
    modules = list(dict.fromkeys(entry["module"] for entry in table.values()))
    for module in modules:
        parts.append(f"\n## {module}\n\n| element | reading text | source text | where | how | on paper |\n")
        parts.append("| --- | --- | --- | --- | --- | --- |\n")
        for name, entry in table.items():
            if entry["module"] == module:
                reading, source = (_in_view(entry, view) for view in ("reading", "source"))
                where, how, paper = PLACES[entry["where"]], _plain(entry["why"]), _plain(_on_paper(entry))
                parts.append(f"| `{name}` | {reading} | {source} | {where} | {how} | {paper} |\n")
    return "".join(parts)


def _on_paper(entry: dict[str, str]) -> str:
    """Say where the PDF has an element, as far as that is not where the page has it."""
    if "silent" in {entry["reading"], entry["source"]} and entry["reading"] == entry["source"]:
        return "–"
    if entry.get("paper") == "text":
        return "of a header not" if entry["where"] == "text" else "–"
    return entry.get("paper-why", PAPER[entry["where"]])


def _in_view(entry: dict[str, str], view: str) -> str:
    if entry.get("choice", view) == view:
        return WAYS[entry[view]]
    return f"{WAYS[entry[view]]}; in a choice not"


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


def examples(page: str) -> str:
    """Return a page that is written by hand, with what its examples print now."""
    return with_results((ROOT / page).read_text(encoding="utf-8"))


def main() -> None:
    """Write the pages."""
    pages = {"commands": commands, "findings": findings, "settings": settings, "elements": elements}
    pages |= {"print-keys": print_keys}
    for name, make in pages.items():
        (DOCS / f"{name}.md").write_text(make().rstrip() + "\n", encoding="utf-8")
    for page in WITH_EXAMPLES:
        (ROOT / page).write_text(examples(page), encoding="utf-8")


if __name__ == "__main__":
    main()
