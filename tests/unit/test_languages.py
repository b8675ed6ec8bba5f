"""The words of the interface: complete in every language, nowhere else, and said as the language says them."""

from __future__ import annotations

import itertools
import multiprocessing
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from teiedit import load_edition
from teiedit.errors import ConfigError
from teiedit.language_checks import check_tables
from teiedit.languages import load_words, words_of
from teiedit.publish.html import HtmlParameters
from teiedit.resources import stylesheet
from unit import saying
from unit.making import document, product

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in stylesheet("languages").glob("*.toml")}
XSL = "{http://www.w3.org/1999/XSL/Transform}"
Said = Callable[[str, str], str]


@pytest.fixture(scope="module")
def said() -> Iterator[Said]:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield lambda language, content: pool.submit(saying.said, language, content).result()


def shape(table: Mapping[str, Any]) -> set[str]:
    """All keys; forms by number and rules for them differ from language to language."""
    return {
        f"{section}.{key}"
        for section, entries in table.items()
        for key in (entries if isinstance(entries, dict) else [""])
        if section != "languages"
    }


def test_there_are_the_seven_languages() -> None:
    assert {*TABLES} == {"en", "de", "fr", "es", "it", "ru", "he"}


@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_table_has_every_key_and_no_other(language: str) -> None:
    assert shape(TABLES[language]) == shape(TABLES["en"])
    assert {*TABLES[language]["languages"]} == {*TABLES["en"]["languages"]}


@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_table_is_right_by_its_own_rules(language: str) -> None:
    assert [one.message for one in check_tables(stylesheet("languages")) if one.location.path.stem == language] == []


@pytest.mark.parametrize("language", sorted(TABLES))
def test_no_word_is_empty_or_has_space_around_it(language: str) -> None:
    entries = load_words((language,)).entries
    loose = [
        key
        for key, text in entries.items()
        if not key.startswith(("punctuation.", "sort")) and (not text or text != text.strip())
    ]
    assert loose == []


@pytest.mark.parametrize("language", sorted({*TABLES} - {"en"}))
def test_words_are_translated(language: str) -> None:
    same = [key for key, word in TABLES[language]["words"].items() if word == TABLES["en"]["words"][key]]
    # Words that languages share: Text, Formel, Note, …
    assert len(same) < 25, same


@pytest.mark.parametrize("language", sorted(TABLES))
def test_each_number_has_a_form_in_each_word_that_is_counted(language: str) -> None:
    table = TABLES[language]
    categories = {"other", *table["plural"]["exactly"], *table["plural"]["ending"]}
    for key, forms in table["counted"].items():
        assert {*forms} == categories, key


# What is the same in all languages, or a name.
NOT_WORDS = {"PDF", "TEI", "BibTeX", "RIS", "CSL", "JSON", "XML", "TeX", "BIBTEX", "te", "data", "teiedit"}
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SPOKEN = ("aria-label", "title", "alt", "placeholder", "aria-description")


@pytest.mark.parametrize(
    "path",
    # write.xsl writes the code of Typst.
    sorted(path for path in stylesheet("").rglob("*.xsl") if path.name != "write.xsl"),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_no_word_is_written_into_a_stylesheet(path: Path) -> None:
    root = etree.parse(str(path)).getroot()
    found = []
    for element in root.iter(etree.Element):
        own = [element.text or "", *(child.tail or "" for child in element)]
        if element.tag in {f"{XSL}text", f"{XSL}value-of"} or not str(element.tag).startswith(XSL):
            found += [word for text in own for word in _LETTERS.findall(text)]
        if not str(element.tag).startswith(XSL):
            values = (re.sub(r"\{[^{}]*\}", " ", element.get(name, "")) for name in _SPOKEN)
            found += [word for value in values for word in _LETTERS.findall(value)]
    assert [word for word in found if word not in NOT_WORDS] == []


@pytest.mark.parametrize("path", sorted(stylesheet("html").rglob("*.css")), ids=lambda path: path.stem)
def test_no_word_is_written_into_a_style_sheet(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    contents = re.findall(r"(?<![\w-])content:([^;}]*)", css)
    texts = [text for value in contents for text in re.findall(r'"([^"]*)"', value)]
    assert [text for text in texts if _LETTERS.search(text)] == []


@pytest.mark.parametrize("path", sorted(stylesheet("html").rglob("*.js")), ids=lambda path: path.stem)
def test_no_word_is_written_into_a_script(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    shown = re.findall(r"(?:textContent|innerText|title|ariaLabel)\s*=\s*[\"'`]([^\"'`]+)", script)
    shown += re.findall(r"setAttribute\([\"'](?:aria-label|title)[\"'],\s*[\"'`]([^\"'`]+)", script)
    shown = [re.sub(r"\$\{.*", "", text) for text in shown]
    assert [text for text in shown if _LETTERS.search(text)] == []


def literal_keys(path: Path) -> set[str]:
    """The keys that a stylesheet names as they are."""
    text = path.read_text(encoding="utf-8")
    return {*re.findall(r"f:(?:say|filled)\('([\w.-]*[\w])'[,)]", text)}


def test_every_word_that_is_asked_for_is_there() -> None:
    entries = load_words().entries
    missing = {key for path in stylesheet("").rglob("*.xsl") for key in literal_keys(path) if key not in entries}
    assert missing == set()


@pytest.mark.parametrize(
    ("language", "attributes", "expected"),
    [
        ("en", 'when="1962-11-16"', "16 November 1962"),
        ("de", 'when="1962-11-16"', "16. November 1962"),
        ("fr", 'when="1962-11-01"', "1er novembre 1962"),
        ("es", 'when="1962-11-16"', "16 de noviembre de 1962"),
        ("it", 'when="1962-11-01"', "1º novembre 1962"),
        ("ru", 'when="1962-11-16"', "16 ноября 1962 г."),
        ("ru", 'when="1962-11"', "ноябрь 1962 г."),
        ("ru", 'notBefore="1962-11"', "не ранее ноября 1962 г."),
        ("ru", 'when="-0044-03-15"', "15 марта 44 г. до н. э."),
        ("he", 'when="1962-11-16"', "16 בנובמבר 1962"),
        ("de", 'notAfter="1962-11-02"', "nicht nach dem 2. November 1962"),
        ("en", 'when="1962"', "1962"),
        ("en", 'when="0800"', "800"),
        ("en", 'when="--11-16"', "16 November"),
        ("en", 'when="--11"', "November"),
        ("en", 'when="1962-11-16T10:30:00Z"', "16 November 1962, 10:30"),
        ("en", 'when="1962-11-16+01:00"', "16 November 1962"),
        ("en", 'when="-0044"', "44 BCE"),
        ("en", 'when-iso="-0043"', "44 BCE"),
        ("en", 'when-iso="1962-11-16/1962-11-20"', "16–20 November 1962"),
        ("en", 'from="1914" to="1918"', "1914–1918"),
        ("en", 'from="1962-11-16" to="1963-02"', "16 November 1962 – February 1963"),
        ("en", 'from="1962-11"', "from November 1962"),
        ("en", 'to="1962-11"', "until November 1962"),
        ("en", 'notBefore="1962-03" notAfter="1962-11-02"', "between March 1962 and 2 November 1962"),
        ("en", 'notBefore="1201" notAfter="1300"', "13th century"),
        ("fr", 'notBefore="1200" notAfter="1299"', "XIIIe siècle"),
        ("en", 'notBefore="-0100" notAfter="-0001"', "1st century BCE"),
        ("en", 'when="1500" precision="low"', "c. 1500"),
        ("en", 'when="1500" cert="low"', "1500?"),
        ("en", 'when="1712-02-11" calendar="#julian"', "11 February 1712 (Julian calendar)"),
        ("en", 'when="1712-02-11" calendar="#gregorian"', "11 February 1712"),
        ("en", 'when="soon"', "soon"),
        ("en", 'when="1962-13-40"', "1962-13-40"),
        ("en", "", ""),
    ],
)
def test_dates_are_said_in_words(said: Said, language: str, attributes: str, expected: str) -> None:
    assert said(language, f"<date {attributes}/>") == expected


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "1 word"),
        ("en", 1200, "1200 words"),
        ("fr", 0, "0 mot"),
        ("ru", 1, "1 слово"),
        ("ru", 3, "3 слова"),
        ("ru", 5, "5 слов"),
        ("ru", 11, "11 слов"),
        ("ru", 21, "21 слово"),
        ("ru", 112, "112 слов"),
        ("he", 1, "מילה אחת"),
        ("he", 2, "שתי מילים"),
        ("he", 3, "3 מילים"),
    ],
)
def test_words_follow_their_number(said: Said, language: str, number: int, expected: str) -> None:
    assert said(language, f'<count n="{number}"/>') == expected


def test_lists_quotations_and_names_are_those_of_the_language(said: Said) -> None:
    assert said("en", "<list>a b c</list>") == "a, b, and c"
    assert said("de", "<list>a b</list>") == "a und b"
    assert said("fr", "<quote>x</quote>") == "«\N{NO-BREAK SPACE}x\N{NO-BREAK SPACE}»"
    assert said("de", '<language ident="grc-Grek"/>') == "Altgriechisch"
    assert said("de", '<language ident="xx"/>') == "xx"
    assert said("en", '<measure quantity="1" unit="char"/>') == "1 character"
    assert said("en", '<measure quantity="2.5" unit="cm"/>') == "2.5 cm"


def test_what_is_put_into_a_phrase_is_not_read_as_one(said: Said) -> None:
    assert said("en", "<filled>{edition} and {n}</filled>") == "In: {edition} and {n}"


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", "ape|Ärger|Zebra"),
        ("en", "co-op|coop|cote|coté|côte"),
        ("en", "de la Tour|Delacroix"),
        ("en", "Letter 2|Letter 10"),
        ("de", "Goethe|Götz|Gotz Anton|Grass"),
        ("de", "Masse|Maße|Mast"),
        ("sv", "Zorn|Ångström|Äpple|Öberg"),
        ("da", "Zahle|Ærø|Østerbro|Århus"),
        ("es", "nube|nunca|ñandú|oro"),
        ("cs", "cena|čas|hrad|chata|ibis"),
        ("hu", "cukor|csak|dal"),
        ("pl", "lato|łata|mama"),
        ("ru", "еда|ёж|ёлка|ель|жук|Иван|Ильин|Йод|Яков"),
        ("uk", "гай|ґава|ель|єдність|ива|їжак|йод"),
        ("he", "אברהם|בן|בת|כהן|לוי|שלום|תמר"),
        ("el", "ἀρετή|Ἀχιλλεύς|βίος|λόγος|ᾠδή"),
        ("en", "Zola|Гоголь|שלום"),
    ],
)
def test_lists_are_in_the_order_of_the_language(said: Said, language: str, ordered: str) -> None:
    for shuffled in itertools.islice(itertools.permutations(ordered.split("|")), 0, 120, 17):
        assert said(language, f"<sort>{'|'.join(shuffled)}</sort>") == ordered


def test_years_before_christ_come_in_their_order(said: Said) -> None:
    dates = "1962-11-16 -0044 0800 -0100-05 1962"
    assert said("en", f"<dates>{dates}</dates>") == "-0100-05 -0044 0800 1962 1962-11-16"


def root(attributes: str, header: str = "", text: str = "") -> etree._Element:
    return etree.fromstring(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {attributes}><teiHeader {header}/><text {text}/></TEI>'
    )


@pytest.mark.parametrize(
    ("tree", "languages", "fixed", "expected"),
    [
        (root('xml:lang="de"'), ("en",), "", "de"),
        (root('xml:lang="de-AT"'), ("en",), "", "de"),
        (root('xml:lang="ger"'), ("en",), "", "de"),
        (root('xml:lang="la"', 'xml:lang="fr"'), ("en",), "", "fr"),
        (root('xml:lang="la"'), ("ru", "en"), "", "ru"),
        (root("", "", 'xml:lang="it"'), ("en",), "", "it"),
        (root('xml:lang="la"'), ("grc",), "", "en"),
        (root('xml:lang="de"'), ("en",), "he", "he"),
    ],
)
def test_a_page_speaks_the_language_of_its_document(
    tree: etree._Element, languages: tuple[str, ...], fixed: str, expected: str
) -> None:
    assert words_of(tree, languages, fixed=fixed).language == expected


def test_only_hebrew_runs_leftward() -> None:
    assert {language for language in TABLES if load_words((language,)).direction == "rtl"} == {"he"}


def test_words_in_another_language_than_the_text_say_so() -> None:
    source = document("<head>Caput</head><p>Textus <note>nota</note></p>")
    source.root.set("{http://www.w3.org/XML/1998/namespace}lang", "la")
    made = product(source, parameters=HtmlParameters(language="en", words=load_words(("he",)))).content.decode()
    page = etree.HTML(made)
    assert page.get("lang") == "la"
    assert [(one.get("lang"), one.get("dir")) for one in page.iterfind(".//a[@class='skip']")] == [("he", "rtl")]
    heading = page.find(".//h2[@id='te-notes-heading']")
    assert (heading.text, heading.get("lang"), heading.get("dir")) == ("הערות", "he", "rtl")
    assert page.xpath("//article//p[contains(., 'Textus')]/@lang") == []


def test_the_panel_about_a_document_names_languages_and_roles() -> None:
    source = document("<p>x</p>", more='<profileDesc><langUsage><language ident="la"/></langUsage></profileDesc>')
    titles = source.root.find(".//{*}titleStmt")
    titles.append(
        etree.fromstring('<editor xmlns="http://www.tei-c.org/ns/1.0" role="translator">T. Ranslator</editor>')
    )
    made = product(source, parameters=HtmlParameters(words=load_words(("de",)))).content.decode()
    panel = etree.HTML(made).find(".//details[@class='about']")
    rows = [" ".join("".join(one.itertext()).split()) for one in panel.iter("dt", "dd")]
    assert rows[rows.index("Übersetzer") + 1] == "T. Ranslator"
    assert rows[rows.index("Sprache") + 1] == "Latein"


def test_words_in_the_language_of_the_text_say_nothing() -> None:
    made = product(document("<p>x<note>y</note></p>")).content.decode()
    assert 'data-te="own" lang' not in made


def edition(folder: Path, tables: Mapping[str, str], look: str = 'words = "words"') -> Path:
    (folder / "tei").mkdir()
    (folder / "tei" / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    (folder / "words").mkdir()
    for name, text in tables.items():
        (folder / "words" / name).write_text(text, encoding="utf-8")
    (folder / "teiedit.toml").write_text(f"[look]\n{look}\n", encoding="utf-8")
    return folder


def test_an_edition_changes_words_and_adds_languages(tmp_path: Path) -> None:
    tables = {
        "en.toml": '[words]\nnotes = "Commentary"\n[reasons]\nfire = "burnt"\n',
        "la.toml": 'codes = ["lat"]\n[words]\nnotes = "Adnotationes"\n',
        "collation.toml": '[la]\nafter = { "u" = "v" }\n',
    }
    folder = edition(tmp_path, tables, 'words = "words"\nlanguage = "la"')
    assert load_edition(folder).config.language == "la"
    own = folder / "words"
    english, latin = load_words(("en",), own), load_words(("lat-x-early",), own)
    assert (english.entries["notes"], english.entries["reason.fire"]) == ("Commentary", "burnt")
    assert english.entries["persons"] == "Persons"
    assert (latin.language, latin.entries["notes"], latin.entries["persons"]) == ("la", "Adnotationes", "Persons")
    assert latin.entries["sort.v"].startswith("u")


@pytest.mark.parametrize(
    ("table", "code", "place", "message"),
    [
        ('[words]\nnots = "N"', "TE402", "2:1", "there is no word words.nots"),
        ('[wrds]\nnotes = "N"', "TE402", "1:2", "there is no word wrds"),
        ("[words]\nnotes = 1", "TE403", "2:9", 'words.notes must be a text in quotation marks: "…"'),
        ('[words]\npage-ref = "p."', "TE403", "2:12", "words.page-ref must be a text with {n}"),
        ('[words]\nnotes = "N {n}"', "TE403", "2:9", "words.notes must be a text without {…}"),
        ('[dates]\nmonths = ["a"]', "TE403", "2:10", "dates.months must be a list of 12 texts"),
        ('[counted]\nwords = { one = "x" }', "TE403", "2:9", "counted.words must be forms by category"),
        ("[plural]\nexactly = { some = [1] }", "TE403", "2:11", "plural.exactly must be numbers by category"),
        ('direction = "up"', "TE403", "1:13", 'direction must be "ltr" or "rtl"'),
        ("[words]\nnotes = N", "TE401", "2:9", "invalid value"),
    ],
)
def test_a_wrong_table_is_told_with_its_place(tmp_path: Path, table: str, code: str, place: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_edition(edition(tmp_path, {"en.toml": table}))
    (found,) = caught.value.report.findings
    assert (found.code.id, f"{found.location.line}:{found.location.column}") == (code, place)
    assert found.message.startswith(message)
    assert found.location.path.name == "en.toml"


@pytest.mark.parametrize(
    ("order", "place", "message"),
    [
        ('[es]\nafter = "n"', "2:9", 'es.after must be letters by letter: { "n" = "ñ" }'),
        ('[es]\nbehind = { "n" = "ñ" }', "2:1", "there is no order behind"),
        ("es = 1", "1:6", 'es.after must be letters by letter: { "n" = "ñ" }'),
    ],
)
def test_a_wrong_order_of_letters_is_told_with_its_place(tmp_path: Path, order: str, place: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_edition(edition(tmp_path, {"collation.toml": order}))
    (found,) = caught.value.report.findings
    assert (f"{found.location.line}:{found.location.column}", found.message) == (place, message)


def test_a_language_without_words_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_edition(edition(tmp_path, {"en.toml": ""}, 'language = "tlh"'))
    assert caught.value.report.findings[0].message == 'there are no words in the language "tlh"'
