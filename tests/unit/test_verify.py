"""The proof that a page has what its document has: it holds for good pages, and every way to spoil one is found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from commands import document as whole
from teiedit import BuildOptions, build_edition, load_edition, read_document
from teiedit.diagnostics import Diagnostic
from teiedit.document import Document
from teiedit.document.positions import SourceText
from teiedit.publish.html import HtmlParameters, PageOptions, to_html
from teiedit.publish.verify.check import check_pages
from teiedit.publish.verify.difference import differences
from teiedit.publish.verify.table import PLAIN, WAYS, read_table, table
from unit.making import HERE, annotated, document, product

BODY = (
    '<head xml:id="top">Of beginnings</head>\n'
    '<p xml:id="one">First words<note xml:id="n">A note of some length</note> of a text.</p>\n'
    '<p xml:id="two">Then <choice><sic>teh</sic><corr>the</corr></choice> second, and '
    '<ref target="#one">a pointer</ref> to the beginning.</p>\n'
    "<list><item>an item</item><item>another item</item></list>"
)


def checked(source: Document, spoil: Callable[[str], str] = lambda page: page) -> list[Diagnostic]:
    """Make a page, spoil it, and return what is found."""
    page = product(source).content.decode("utf-8")
    return list(check_pages(source, [("document.html", spoil(page).encode("utf-8"))], {})[0])


def replaced(old: str, new: str) -> Callable[[str], str]:
    def spoil(page: str) -> str:
        if page:
            assert page.count(old) == 1, page.count(old)
        return page.replace(old, new)

    return spoil


def told(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(one.code.id, one.message) for one in found]


def place(source: Document, words: str) -> tuple[int, int]:
    """Line and column of some words in a file."""
    before, found, _ = source.source.data.decode("utf-8").partition(words)
    assert found
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_a_page_as_it_is_made_is_whole():
    assert checked(document(BODY)) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "said", "at"),
    [
        ("Then ", "", "TE504", 'the page lacks "Then", in every view', "Then"),
        ("an item", "", "TE504", 'the page lacks "an item", in every view', "an item"),
        ("some length", "some", "TE504", 'the page lacks "length", in every view', "length"),
        ("second, and", "second, second, and", "TE505", 'the page repeats "second" after this, in every view', None),
        ("another item", "another unheard item", "TE509", 'the page adds "unheard" after this, in every view', None),
        (
            "First words",
            "Firstwords",
            "TE510",
            'the page runs the words "First words" together, in every view',
            "words",
        ),
        ("another item", "ano ther item", "TE510", 'the page divides the word "another", in every view', "another"),
        ('href="#one">a pointer', 'href="#nowhere">a pointer', "TE507", 'the link "#nowhere" of the page leads', None),
        ('id="n-call"', 'id="one"', "TE508", 'the page has the identifier "one" 2 times', '<p xml:id="one"'),
        ('id="top"', "", "TE507", 'the link "#top" of the page leads nowhere', '<head xml:id="top"'),
    ],
)
def test_whatever_is_spoilt_is_found_at_its_place(old: str, new: str, code: str, said: str, at: str | None):
    source = document(BODY)
    page = product(source).content.decode("utf-8")
    before, article, after = page.partition('<article class="document">')
    text = article + after.replace(old, new, 1)
    assert text != article + after
    found = list(check_pages(source, [("document.html", (before + text).encode("utf-8"))], {})[0])
    matching = [one for one in found if one.code.id == code and one.message.startswith(said)]
    assert matching, told(found)
    if at is not None:
        assert (matching[0].location.line, matching[0].location.column) == place(source, at)


def test_a_word_that_has_moved_is_told_as_displaced_and_not_as_lost():
    def move(page: str) -> str:
        return page.replace("Then ", "", 1).replace("another item", "another item Then", 1)

    assert told(checked(document(BODY), move)) == [("TE506", 'the page has "Then" in another place, in every view')]


def test_a_paragraph_that_has_moved_is_told_once():
    source = document("<p>One two three four.</p><p>Five six seven eight.</p><p>Nine ten.</p>")

    def move(page: str) -> str:
        return page.replace("One two three four", "").replace("Nine ten", "Nine ten One two three four")

    assert [one.code.id for one in checked(source, move)] == ["TE506"]


def test_a_repeated_paragraph_is_told_once():
    found = checked(
        document("<p>One two three four.</p><p>Five six.</p>"),
        lambda page: page.replace("Five six", "Five six One two three four"),
    )
    assert told(found) == [("TE505", 'the page repeats "One two three four" after this, in every view')]


def test_each_view_has_its_words():
    source = document(BODY)
    lost = checked(source, lambda page: page.replace(">teh<", "><", 1))
    assert told(lost) == [("TE504", 'the page lacks "teh", in the source text and where changes are shown')]
    # The page says both in what explains the correction, which proves nothing of the text.
    assert (lost[0].location.line, lost[0].location.column) == place(source, "teh")
    shown = checked(source, lambda page: page.replace('data-view="source changes"', ""))
    assert [one.code.id for one in shown] == ["TE509"]
    assert shown[0].message.endswith("in the reading text")


def test_a_class_that_hides_words_is_found():
    assert [one.code.id for one in checked(document('<p>Seen <seg type="x">and not</seg> seen.</p>'), hide)] == [
        "TE504"
    ]


def hide(page: str) -> str:
    return page.replace('<span class="seg', '<span data-view="changes" class="seg')


def test_a_lost_header_is_found():
    source = document(BODY, more="<profileDesc><creation>Written at night</creation></profileDesc>")
    assert checked(source) == []
    found = checked(source, lambda page: page.replace("Written at night", "Written night"))
    assert ("TE504", 'the page lacks "at", in what is said about the document') in told(found)


def test_a_short_part_of_the_header_is_not_taken_for_a_part_of_a_word():
    found = checked(document(BODY), lambda page: re.sub(r"(<dd[^>]*>)(<p[^>]*>)?S<", r"\1\2<", page))
    assert ("TE504", 'the page lacks "S", in what is said about the document') in told(found)


def test_the_parts_of_a_note_in_a_note_are_told_apart():
    body = "<p>Text<note>Outer<note>Inner words</note> goes on</note> after.</p>"
    assert checked(document(body)) == []
    assert checked(document(body), lambda page: page.replace("Inner words", "Inner"))[0].code.id == "TE504"


@pytest.mark.parametrize(
    "body",
    [
        "<p>wo<lb break='no'/>rd at-<lb break='no'/>tend and two<lb/>lines</p>",
        "<p>w<hi>or</hi>d, <subst><del>old</del><add>new</add></subst> <surplus>twice</surplus></p>",
        "<p><app><lem>lemma</lem><rdg>reading</rdg><note>so B</note></app> <gap/> <unclear>x</unclear></p>",
        "<p><choice><unclear>eins</unclear><unclear>zwei</unclear></choice></p>",
        "<listApp><app loc='1'><lem>lemma</lem><note>so B</note></app></listApp>",
        "<p>x</p><p><restore><del>kept</del></restore> <delSpan spanTo='#e'/>gone</p><p>too <anchor xml:id='e'/>on</p>",
        "<p>x<choice><orig>to<lb break='no'/>day, <lb/>then</orig><reg>morrow</reg></choice></p>",
        "<p><w join='right'>un</w>\n<w>do</w></p>",
        "<list><label>key</label><item>value</item></list><lg><l n='5'>verse</l></lg>",
        "<figure><head>Title</head><p>Inside</p><figDesc>Description</figDesc></figure>",
        "<table><trailer>end</trailer><head>Title</head><row><cell>a</cell><cell>b</cell></row></table>",
        "<p>שָׁלוֹם and कि and e\u0301 and x\u00adxx</p>",
        "<p><unheard>of</unheard> <seg xmlns='urn:x'>foreign</seg></p>",
        "<p>a<note place='inline'>in line</note></p><p>" + "<hi>" * 60 + "deep" + "</hi>" * 60 + "</p>",
    ],
)
def test_what_is_rendered_on_purpose_is_no_finding(body: str):
    assert told(checked(document(body))) == []


def test_a_pointer_that_became_no_link_is_found():
    spoil = replaced('<a class="ref" href="#one" id="', '<a class="ref" id="')
    page = product(document(BODY)).content.decode("utf-8")
    if 'href="#one" id="' not in page:
        spoil = replaced('<a class="ref" href="#one">', "<a>")
    found = checked(document(BODY), spoil)
    assert told(found) == [("TE507", '<ref> to "#one" became no link on the page')]


RICH = (
    '<listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness><witness xml:id="C">C</witness></listWit>'
    '<p xml:id="one">Earth and <app><lem wit="#A">heaven</lem><rdg wit="#B">skies</rdg><rdgGrp><rdg wit="#C">air '
    '<app><lem>above</lem><rdg wit="#B">below</rdg></app></rdg></rdgGrp></app> were <choice><sic>wihtout</sic>'
    "<corr>without</corr></choice> form <del>deleted</del> <add>added</add> <surplus>surplus</surplus>"
    '<note xml:id="first">First remark</note> here<note resp="#ed">Second remark<note>Inner remark</note></note>.</p>'
    '<p xml:id="two">Called <ref target="#away">3</ref> and again <ptr target="#away"/> twice'
    '<note place="margin">Beside</note> with <ref target="#one">a pointer</ref>.</p>'
    '<p>About <seg xml:id="thing">something</seg> else<note target="#thing">Third remark</note>.</p>'
    '<noteGrp><note xml:id="away">Away remark</note></noteGrp>'
)


def test_a_page_with_all_views_is_whole():
    assert told(checked(document(RICH))) == []


DELETED = 'id="one-del-1" data-view="source'


def in_article(old: str, new: str) -> Callable[[str], str]:
    def spoil(page: str) -> str:
        before, article, after = page.partition('<article class="document">')
        assert after.count(old) >= 1, old
        return before + article + after.replace(old, new, 1)

    return spoil


@pytest.mark.parametrize(
    ("old", "new", "code", "said", "at"),
    [
        ("without", "", "TE504", 'lacks "without", in the reading text and where changes are shown', "without"),
        ("wihtout", "", "TE504", 'lacks "wihtout", in the source text and where changes are shown', "wihtout"),
        ("deleted", "", "TE504", 'lacks "deleted", in the source text and where changes are shown', "deleted"),
        ("wihtout", "wihtout wihtout", "TE505", 'repeats "wihtout" after this, in the source text', None),
        ("skies", "", "TE504", 'lacks "skies", among the variants', "skies"),
        ("air ", "air air ", "TE505", 'repeats "air" after this, among the variants', None),
        ("below", "beneath", "TE504", 'lacks "below", among the variants', "below"),
        ('data-wit="w2" class="rdg">skies', 'data-wit="w1" class="rdg">skies', "TE509", 'adds "skies"', None),
        (
            'data-wit="w2" class="rdg">skies',
            'data-wit="" class="rdg">skies',
            "TE504",
            'lacks "skies", in the text of B',
            "skies",
        ),
        ('data-var="w2 w3"', 'data-var="w3"', "TE509", 'adds "heaven" after this, in the text of B', None),
        ("heaven", "", "TE504", 'lacks "heaven", in every view', "heaven"),
        ("Beside", "", "TE504", 'lacks "Beside", in every view', "Beside"),
        (f'{DELETED} changes"', DELETED[:14], "TE509", 'adds "deleted" after this, in the reading', None),
        (f"{DELETED} changes", DELETED, "TE504", 'lacks "deleted", where changes', None),
    ],
)
def test_each_view_is_held_against_the_document(old: str, new: str, code: str, said: str, at: str | None):
    source = document(RICH)
    found = [one for one in checked(source, in_article(old, new)) if one.code.id == code and said in one.message]
    assert found, told(checked(source, in_article(old, new)))
    if at is not None:
        assert (found[0].location.line, found[0].location.column) == place(source, at)


def test_words_that_change_places_are_displaced_in_each_view():
    source = document("<p>One <choice><sic>to</sic><corr>two</corr></choice> three.</p><p>Four five six.</p>")

    def swap(page: str) -> str:
        return page.replace("three", "TMP", 1).replace("six", "three", 1).replace("TMP", "six", 1)

    assert {one.code.id for one in checked(source, swap)} == {"TE506"}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (in_article('href="#first"', 'href="#away"'), "the call of this note leads to another"),
        (in_article('id="first-call" role="doc-noteref"', ""), "the page lacks the call of this note"),
        (in_article("First remark", "First"), 'the page lacks "remark", in every view'),
        (in_article("Inner remark", "Inner"), 'the page lacks "remark", in every view'),
        (in_article("Away remark", "Away remark Away remark"), 'the page repeats "Away remark" after this'),
        (lambda page: re.sub(r'<li class="note[^>]*id="away".*?</li>', "", page, flags=re.DOTALL), "leads to no note"),
        (lambda page: re.sub(r'(<li class="note[^>]*id=")first(".*?</li>)', r"\1first\2\1x\2", page, flags=re.DOTALL),
         'the page repeats "First remark" after this, in the list of notes'),
    ],
)  # fmt: skip
def test_notes_are_called_and_listed_as_the_document_has_them(spoil: Callable[[str], str], said: str):
    found = checked(document(RICH), lambda page: spoil(page) if page else page)
    assert any(said in one.message for one in found), told(found)


def test_a_call_in_another_place_is_found():
    def move(page: str) -> str:
        call = re.search(r'<sup class="call[^>]*><a href="#first".*?</sup>', page)
        assert call
        return page.replace(call[0], "").replace("Called ", f"Called {call[0]}", 1)

    found = checked(document(RICH), move)
    assert "the page lacks the call of this note, in every view" in [one.message for one in found]
    assert place(document(RICH), '<note xml:id="first"') in [(one.location.line, one.location.column) for one in found]


def test_notes_of_the_same_words_may_be_listed_in_any_order():
    body = '<p>a<note>Ibid.</note> b<note>Ibid.</note> c<note resp="#ed">Other</note></p>'

    def turn(page: str) -> str:
        items = re.findall(r'<li class="note.*?</li>', page, re.DOTALL)
        return page.replace(items[0], "TMP", 1).replace(items[-1], items[0], 1).replace("TMP", items[-1], 1)

    assert told(checked(document(body), turn)) == []


def test_an_identifier_that_no_page_has_is_found():
    source = document('<p xml:id="one">x</p>')
    found = checked(source, lambda page: page.replace('id="one"', ""))
    assert told(found) == [("TE507", 'no page has the identifier "one" of this <p>')]


CHAPTERS = "".join(
    f'<div xml:id="c{n}"><head>Chapter {n}</head><p>Words {n}<note>Remark {n}</note> and <ref target="#c{4 - n}">there'
    f"</ref>.</p></div>"
    for n in (1, 2, 3)
)


def divided(source: Document, split: str, spoil: Callable[[int, str], str] = lambda _, page: page) -> list[Diagnostic]:
    """Divide a document into pages, spoil them, and return what is found."""
    node, registers = annotated(source)
    made = to_html(node, HtmlParameters(registers=registers), {}, PageOptions(split=split)).pages
    pages = [(one.name, spoil(number, one.html).encode("utf-8")) for number, one in enumerate(made)]
    return list(check_pages(source, pages[:-1], {}, pages[-1:])[0])


@pytest.mark.parametrize("split", ["1", "page"])
def test_the_pages_of_a_divided_document_are_one(split: str):
    assert told(divided(document(CHAPTERS.replace("<p>", "<p>be<pb break='no'/>gun ")), split)) == []


def test_what_is_lost_or_doubled_between_pages_is_found():
    source = document(CHAPTERS)
    assert told(divided(source, "1")) == []
    lost = divided(source, "1", lambda number, page: page.replace("Words 2", "") if number == 1 else page)
    assert ("TE504", 'the page lacks "Words 2", in every view') in told(lost)
    twice = divided(source, "1", lambda number, page: page.replace("Words 3", "Words 3 Chapter 1 Words 1"))
    assert [one.code.id for one in twice] == ["TE505"]
    note = divided(
        source, "1", lambda number, page: re.sub(r'<section class="notes".*?</section>', "", page, flags=re.DOTALL)
    )
    assert 'the page lacks "Remark 3", in every view' in [one.message for one in note]
    again = divided(source, "1", lambda number, page: page.replace('id="c3"', 'id="c1"'))
    assert "TE508" in [one.code.id for one in again]


def test_each_document_of_a_corpus_has_what_its_header_says():
    header = "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p>{}</p></publicationStmt>"
    header += "<sourceDesc><p>Source</p></sourceDesc></fileDesc></teiHeader>"
    parts = "".join(
        f"<TEI>{header.format(f'Part {n}', f'Printed by {n}')}<text><body><p>Words</p></body></text></TEI>"
        for n in (1, 2)
    )
    data = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header.format("All", "P")}{parts}</teiCorpus>'.encode()
    source = Document(HERE, etree.fromstring(data), SourceText(HERE, data), HERE.parent)
    assert told(checked(source)) == []
    found = checked(source, lambda page: page.replace("Printed by 2", "Printed by"))
    assert told(found) == [("TE504", 'the page lacks "2", in what is said about the document')]


def test_words_of_the_sample_are_missed(root: Path, sample: Path):
    path = root / "tei" / "protocol-66.xml"
    source = read_document(path).document
    page = html.fromstring((sample / "protocol-66.html").read_bytes())
    texts = page.xpath("//article//text()[not(ancestor::*[@data-te])][string-length(normalize-space()) > 9]")
    for text in random.Random(1).sample(texts, 8):
        holder = text.getparent()
        word = re.search(r"\w+", text)[0]
        spoilt = text.replace(word, "", 1)
        holder.text, holder.tail = (spoilt, holder.tail) if text.is_text else (holder.text, spoilt)
        found, _ = check_pages(source, [("protocol-66.html", html.tostring(page, encoding="utf-8"))], {})
        holder.text, holder.tail = (text, holder.tail) if text.is_text else (holder.text, text)
        lost = [one for one in found if one.code.id == "TE504"]
        assert len(lost) == 1, word
        assert f'"{word}"' in lost[0].message
        line = source.source.line(lost[0].location.line)
        assert line[lost[0].location.column - 1 :].startswith(word)


def test_a_build_whose_pages_are_whole_is_written(tmp_path: Path):
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_text(whole('<p>x <ref target="b.xml">to b</ref></p>'), encoding="utf-8")
    (tmp_path / "tei" / "b.xml").write_text(whole('<p>y <ref target="a.xml">to a</ref></p>'), encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text("", encoding="utf-8")
    options = BuildOptions(formats=("html",), validate=False, verify=True)
    result = build_edition(load_edition(tmp_path), (), options)
    assert result.report.findings == ()
    assert {path.name for path in result.written} == {"a.html", "b.html", "index.html"}
    part = build_edition(load_edition(tmp_path), [tmp_path / "tei" / "a.xml"], options)
    assert part.report.findings == ()


def test_a_build_with_a_dead_link_between_pages_writes_nothing(tmp_path: Path):
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_text(whole('<p>x <ref target="b.xml#gone">to b</ref></p>'), encoding="utf-8")
    (tmp_path / "tei" / "b.xml").write_text(whole("<p>y</p>"), encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text("", encoding="utf-8")
    options = BuildOptions(formats=("html",), validate=False, verify=True)
    result = build_edition(load_edition(tmp_path), (), options)
    assert [one.code.id for one in result.report] == ["TE507"]
    assert '"b.html#gone"' in result.report.findings[0].message
    assert result.report.findings[0].location.line > 0
    assert result.written == ()
    assert not (tmp_path / "build").exists()


def test_links_to_a_divided_document_lead_to_the_page_that_has_what_they_ask_for(tmp_path: Path):
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_text(whole(CHAPTERS), encoding="utf-8")
    (tmp_path / "tei" / "b.xml").write_text(whole('<p><ref target="a.xml#c3">to a</ref></p>'), encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text("[output]\nsplit = 1\n", encoding="utf-8")
    options = BuildOptions(formats=("html",), validate=False, verify=True)
    result = build_edition(load_edition(tmp_path), (), options)
    assert result.report.findings == ()
    assert 'href="a-c3.html#c3"' in (tmp_path / "build" / "b.html").read_text(encoding="utf-8")
    (tmp_path / "tei" / "b.xml").write_text(whole('<p><ref target="a.xml#c4">to a</ref></p>'), encoding="utf-8")
    spoilt = build_edition(load_edition(tmp_path), (), options)
    assert [one.code.id for one in spoilt.report] == ["TE507"]


@given(st.lists(st.sampled_from("abcde"), max_size=60), st.lists(st.sampled_from("abcde"), max_size=60))
def test_differences_lead_from_one_sequence_to_the_other(first: list[str], second: list[str]):
    rebuilt: list[str] = []
    at = 0
    for block in differences(first, second):
        rebuilt += first[at : block.start] + second[block.from_ : block.to]
        at = block.end
    assert rebuilt + first[at:] == second


@pytest.mark.parametrize("period", [7, 1000, 10**9])
def test_differences_of_long_texts_are_found(period: int):
    first = [str(number % period) for number in range(100_000)]
    second = first[:20_000] + first[20_001:70_000] + ["new"] + first[70_000:]
    found = differences(first, second)
    assert sum(block.to - block.from_ for block in found) - sum(block.end - block.start for block in found) == 0
    if period > 1000:
        assert [(block.end - block.start, block.to - block.from_) for block in found] == [(1, 0), (0, 1)]


def test_the_table_can_be_read_and_says_what_is_understood():
    for name, rule in table().items():
        assert {rule.reading, rule.source} <= WAYS, name
        assert rule.where in {"text", "notes", "header"}, name
        assert rule.choice in {"", "reading", "source"}, name
        assert rule.spans in {"", "reading", "source"}, name
        assert rule.in_restore in {"", *WAYS}, name
    assert read_table("[seg]\nwhy = 'plain'\n") == {"seg": PLAIN}


APART = (
    "<listWit><witness xml:id='A'/><witness xml:id='B'/></listWit>"
    "<p>He said <anchor xml:id='f'/>from here and on to<anchor xml:id='t'/> there.</p>"
    "<lg><l n='1'>one two three</l></lg>"
    "<listApp><app from='#f' to='#t'><lem>from here and on to</lem><rdg wit='#B'>away</rdg></app>"
    "<app loc='1'><lem>two</lem><rdg wit='#A'>deux</rdg></app></listApp>"
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '<span class="lem" data-of="app-1" data-var="w2">from here and on to</span>',
            "from here and on to",
            'the page adds "from here and on to" after this, in the text of B',
        ),
        ('data-of="app-1" data-var="w2">from', 'data-of="app-1" data-var="w1">from', "in the text of A"),
        (
            '<span data-wit="w2" class="rdg">away',
            '<span data-wit="w1" class="rdg">away',
            'lacks "away", in the text of B',
        ),
        (
            '<span data-wit="w1" class="rdg">deux',
            '<span data-wit="w1" class="rdg">',
            'lacks "deux", among the variants',
        ),
    ],
)
def test_whose_text_words_away_from_their_entry_are_is_checked(old: str, new: str, said: str):
    source = document(APART)
    assert checked(source) == []
    assert any(said in message for _, message in told(checked(source, replaced(old, new))))


CHANGED = (
    "<p>a <choice><sic>teh <del>x</del></sic><corr>the</corr></choice> <del>gone</del> <add>in</add> "
    "<subst><del>old</del><add>new<note>why</note></add></subst> <gap reason='lost'/> <supplied>s</supplied> "
    "<restore><del>kept</del></restore> <choice><seg>p</seg><seg>q</seg></choice></p>"
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('<q class="reading">the</q>', '<q class="reading">teh</q>', 'this <choice> says "teh" in the place of "the"'),
        ('<q class="reading">gone</q>', '<q class="reading">…</q>', ""),
        ('<q class="reading">gone</q>', "", 'this <del> says "" in the place of "gone"'),
        (
            '<q class="reading">new</q>',
            '<q class="reading">newer</q>',
            'this <subst> says "newer" in the place of "new"',
        ),
        ('<q class="reading">kept</q>', '<q class="reading">—</q>', 'this <restore> says "—" in the place of "kept"'),
    ],
)
def test_explanations_quote_what_they_explain(old: str, new: str, said: str):
    source = document(CHANGED)
    assert checked(source) == []
    found = [message for _, message in told(checked(source, replaced(old, new)))]
    assert found == ([f"the explanation of {said}"] if said else [])


def test_the_end_of_a_long_reading_at_the_foot_is_held_too():
    long = " ".join(f"word{number}" for number in range(60))
    body = (
        "<listWit><witness xml:id='A'/></listWit>"
        f"<p>In <seg xml:id='s'>x</seg><app from='#s'><lem>x</lem><rdg wit='#A'>{long} finis</rdg></app>.</p>"
    )
    source = document(body)
    assert checked(source) == []
    spoilt = checked(source, lambda page: re.sub(r'(<span class="words">[^<]*)finis', r"\1ende", page))
    assert any("at the foot of the passage" in message for _, message in told(spoilt))


def test_words_that_point_besides_are_links():
    glosses = "<gloss target='#t'>left <hi>right</hi></gloss>, <gloss target='#no'>x</gloss>"
    source = document(f"<p><term xml:id='t'>LR</term>, {glosses}</p>")
    assert checked(source) == []
    assert told(checked(source, replaced('<a href="#t">', "<a>"))) == [
        ("TE507", '<gloss> to "#t" became no link on the page')
    ]
