"""How each kind of text reads: verse, drama, letters, lists, tables, figures, formulae, facsimile, references."""

from __future__ import annotations

import pytest
from lxml import html

from teiedit.publish.html import HtmlParameters, to_html
from unit.making import annotated, article, document, page


def said(element: html.HtmlElement) -> str:
    """What an element says, on one line."""
    return " ".join(element.text_content().split())


# Verse


def test_every_fifth_line_has_its_number_and_one_with_letters_always() -> None:
    numbers = ("4", "5", "6", "6a", "10")
    poem = article("<lg>" + "".join(f"<l n='{n}'>x</l>" for n in numbers) + "</lg>")
    assert [one.text for one in poem.xpath(".//*[@class='line-number']")] == ["5", "6a", "10"]
    assert not article("<lg><l>x</l><l>x</l><l>x</l><l>x</l><l>x</l></lg>").xpath(".//*[@class='line-number']")


@pytest.mark.parametrize(("rend", "steps"), [("indent(2)", "2"), ("indent3", "3"), ("indent-1", "1"), ("indent", "1")])
def test_a_line_is_indented_by_so_many_steps(rend: str, steps: str) -> None:
    assert article(f"<lg><l rend='{rend}'>x</l></lg>").find(".//span[@style]").get("style") == f"--indent: {steps}"


def test_a_divided_line_goes_on_where_its_first_part_ends() -> None:
    play = "".join(
        f"<sp><speaker>{who}</speaker><l part='{part}'>{text}</l></sp>"
        for who, part, text in (("A", "I", "We come"), ("B", "M", "from over"), ("A", "F", "the hills."))
    )
    held = article(play).xpath(".//*[@class='before']")
    assert [said(one) for one in held] == ["We come", "We come from over"]
    assert all(one.get("aria-hidden") == "true" and one.get("data-te") == "own" for one in held)


def test_a_divided_line_goes_on_across_groups_of_lines() -> None:
    held = article("<lg><l part='I'>one</l></lg><lg><l part='F'>two</l><l>three</l></lg>").xpath(
        ".//*[@class='before']"
    )
    assert [said(one) for one in held] == ["one"]


def test_a_last_part_alone_has_nothing_before_it() -> None:
    assert not article("<lg><l>one</l><l part='F'>two</l></lg>").xpath(".//*[@class='before']")


# Drama


def test_a_cast_is_a_list_with_the_groups_that_it_has() -> None:
    cast = (
        "<castList><head>Persons</head><castItem><role>A</role></castItem><castGroup>"
        "<castItem><role>B</role></castItem>"
        "<castItem><role>C</role></castItem><roleDesc>merchants</roleDesc></castGroup></castList>"
    )
    found = article(cast).find(".//div[@class='castList']/ul")
    assert [one.get("class") for one in found] == ["castItem", "castGroup braced"]
    assert [said(one) for one in found.findall("li")[1].findall("ul/li")] == ["B", "C"]
    assert said(found.findall("li")[1]) == "B C merchants"


def test_a_speech_without_a_speaker_is_given_the_name_that_who_leads_to() -> None:
    cast = "<castList><castItem xml:id='a'><role>Anna</role></castItem></castList>"
    speeches = article(
        f"{cast}<sp who='#a'><p>x</p></sp><sp who='#a'><speaker>A.</speaker><p>x</p></sp><sp who='#b'><p>x</p></sp>"
    )
    own = speeches.xpath(".//p[@data-te='own']")
    assert [said(one) for one in own] == ["Anna"]


def test_headings_of_acts_and_scenes_follow_each_other() -> None:
    play = (
        "<div type='act'><head>I</head><div type='scene'><head>1</head><p/></div></div>"
        "<div><div><head>2</head></div></div>"
    )
    assert [one.tag for one in article(play).xpath(".//h2 | .//h3")] == ["h2", "h3", "h2"]


# Lists and tables


@pytest.mark.parametrize(
    ("attributes", "tag", "kind"),
    [
        ("rend='numbered'", "ol", "ordered"),
        ("type='ordered'", "ol", "ordered"),
        ("rend='upper-roman'", "ol", "ordered"),
        ("rend='bulleted'", "ul", "bulleted"),
        ("", "ul", "bulleted"),
        ("rend='simple'", "ul", "simple"),
    ],
)
def test_a_list_is_of_its_kind(attributes: str, tag: str, kind: str) -> None:
    found = article(f"<list {attributes}><item>x</item></list>").xpath(".//div[contains(@class, 'list')]")[0]
    assert found.get("class").split()[:2] == ["list", kind]
    assert found.find(tag) is not None


def test_items_keep_the_numbers_of_the_source() -> None:
    items = article("<list rend='numbered'><item n='3'>x</item><item n='iv'>y</item></list>").findall(".//li")
    assert [(one.get("value"), said(one)) for one in items] == [("3", "x"), (None, "iv y")]


def test_a_glossary_has_its_terms_and_headings() -> None:
    glossary = (
        "<list type='gloss'><headLabel>Word</headLabel><headItem>Meaning</headItem>"
        "<label>a</label><item>b</item></list>"
    )
    found = article(glossary).find(".//dl")
    assert [(one.tag, said(one)) for one in found] == [("dt", "Word"), ("dd", "Meaning"), ("dt", "a"), ("dd", "b")]


def test_labels_of_a_numbered_list_are_its_numbers() -> None:
    found = article("<list rend='numbered'><label>a)</label><item>x</item><label>b)</label><item>y</item></list>")
    assert [said(one) for one in found.findall(".//li")] == ["a) x", "b) y"]


def test_a_list_in_a_line_leaves_the_paragraph_whole() -> None:
    found = article("<p>In short <list rend='inline'><item>one,</item> <item>two</item></list>.</p>").find(".//p")
    assert said(found) == "In short one, two."
    assert [one.get("role") for one in found.iter("span")] == ["list", "listitem", "listitem"]


def test_a_table_has_headings_that_say_what_they_head() -> None:
    table = (
        "<table><head>Prices</head><row role='label'><cell>Town</cell><cell cols='2'>Price</cell></row>"
        "<row><cell role='label' rows='2'>Riga</cell><cell rend='right'>1</cell></row></table>"
    )
    found = article(table)
    assert said(found.find(".//caption")) == "Prices"
    assert [(one.get("scope"), one.get("colspan"), one.get("rowspan")) for one in found.findall(".//th")] == [
        ("col", None, None),
        ("col", "2", None),
        ("row", None, "2"),
    ]
    assert found.find(".//thead/tr/th") is not None
    assert found.find(".//td").get("class") == "r-right"


def test_a_wide_table_can_be_reached_and_has_a_name() -> None:
    around = article("<table><row><cell>x</cell></row></table>").xpath(".//div[table]")[0]
    assert around.get("tabindex") == "0"
    assert around.get("aria-label")


@pytest.mark.parametrize("span", ["0", "-1", "x", "99999999", "2;3"])
def test_a_span_that_is_none_is_left_out(span: str) -> None:
    assert article(f"<table><row><cell cols='{span}'>x</cell></row></table>").find(".//td").get("colspan") is None


# Figures and formulae


def pictured(body: str, name: str = "a.png") -> html.HtmlElement:
    """The text of a page whose document has an image."""
    node, registers = annotated(document(body))
    made = to_html(node, HtmlParameters(registers=registers), {name: b"\x89PNG"})
    return html.document_fromstring(made.content.decode("utf-8")).find(".//article")


def test_an_image_says_what_it_shows() -> None:
    figure = "<figure><graphic url='a.png' width='4px'/><head>Map</head><figDesc>A river.</figDesc></figure>"
    found = pictured(figure)
    assert found.find(".//img").get("alt") == "A river."
    assert found.find(".//img").get("width") == "4"
    assert said(found.find(".//figcaption")) == "Map A river."


def test_an_image_elsewhere_is_a_link_and_is_not_fetched() -> None:
    found = pictured("<figure><graphic url='https://example.org/a.jpg'/><figDesc>A river.</figDesc></figure>")
    assert not found.xpath(".//img")
    assert found.find(".//a").get("href") == "https://example.org/a.jpg"


def test_mathml_stays_and_tex_says_that_it_is() -> None:
    math = "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi onclick='x()'>y</mi></math>"
    found = article(f"<p><formula>{math}</formula> <formula notation='TeX'>x^2</formula></p>")
    assert [one.tag.rpartition("}")[2] for one in found.find(".//span[@class='formula']").iter()][1:] == ["math", "mi"]
    assert "onclick" not in html.tostring(found, encoding="unicode")
    assert said(found.xpath(".//span[code]")[0]) == "x^2 TeX"


# Facsimile


@pytest.mark.parametrize("facs", ["a.png", "#s1", "#z1", "#g1"])
def test_a_page_has_its_image_beside_it(facs: str) -> None:
    facsimile = (
        "<facsimile><surface xml:id='s1'><graphic xml:id='g1' url='a.png'/><zone xml:id='z1'/></surface></facsimile>"
    )
    whole = document("", text=f"{facsimile}<text><body><p>x<pb n='2' facs='{facs}'/>y</p></body></text>")
    node, registers = annotated(whole)
    made = to_html(node, HtmlParameters(registers=registers), {"a.png": b"\x89PNG"})
    found = html.document_fromstring(made.content.decode("utf-8")).find(".//article")
    image = found.xpath(".//p/span[@class='facs']/img")
    assert len(image) == 1
    assert "2" in image[0].get("alt")


def test_a_page_image_elsewhere_is_a_link() -> None:
    found = pictured("<p><pb n='2' facs='https://example.org/iiif/2.jpg'/>y</p>")
    assert not found.xpath(".//img")
    assert found.xpath(".//a/@href") == ["https://example.org/iiif/2.jpg"]


def test_a_pointer_with_a_prefix_is_spelt_out() -> None:
    rule = (
        "<encodingDesc><listPrefixDef><prefixDef ident='iiif' matchPattern='(.+)/(.+)' "
        "replacementPattern='https://example.org/$1/$2.jpg'/></listPrefixDef></encodingDesc>"
    )
    found = page("<p><pb n='2' facs='iiif:a/b'/>x <ref target='iiif:c/d'>y</ref></p>", more=rule).find(".//article")
    assert found.xpath(".//p/a/@href")[:2] == ["https://example.org/a/b.jpg", "https://example.org/c/d.jpg"]


# Breaks and tokens


@pytest.mark.parametrize(
    ("tei", "expected"),
    [
        ("wo\n  <lb break='no'/>rd", "word"),
        ("wo<lb break='no'/>\n  rd", "word"),
        ("wo <pb break='no' n='2'/> <lb break='no'/> rd", "word"),
        ("<hi>wo</hi> <lb break='no'/><!-- x --> rd", "word"),
        ("<subst><add>wo</add>\n</subst> <lb break='no'/>\n<hi> rd</hi>", "word"),
        ("two\n  <lb/>words", "two words"),
        ("<w>Well</w>\n<pc>,</pc> <w join='right'>don</w> <w>’t</w>", "Well, don’t"),
    ],
)
def test_white_space_of_the_file_is_not_read(tei: str, expected: str) -> None:
    found = article(f"<p>{tei}</p>").find(".//p")
    for own in found.xpath(".//*[@data-te='own']"):
        own.drop_tree()
    assert said(found) == expected


# References

WORKS = (
    "<listBibl><biblStruct xml:id='b'><analytic><author>Fredson Bowers</author>"
    "<title level='a'>Some Principles</title></analytic>"
    "<monogr><title level='j'>Studies</title><imprint><pubPlace>Richmond</pubPlace><publisher>A Press</publisher>"
    "<date when='1964'>1964</date><biblScope>223</biblScope></imprint></monogr></biblStruct></listBibl>"
)


def test_a_structured_reference_reads_as_one() -> None:
    found = article(WORKS).find(".//li")
    assert said(found) == "Fredson Bowers, Some Principles. Studies. Richmond: A Press, 1964, 223."


def test_several_responsibilities_stand_apart() -> None:
    told = (
        "<bibl><title>A Book</title><respStmt><resp>edited</resp><resp>introduced</resp>"
        "<name>Jones</name></respStmt></bibl>"
    )
    assert said(article(f"<listBibl>{told}</listBibl>").find(".//li")) == "A Book. edited, introduced: Jones"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("#d", "Of rivers"),
        ("#p", "page 12"),
        ("#t", "Table 2: Prices"),
        ("#b", "Bowers 1964"),
        ("#l", "line 14"),
        ("#para", "Of rivers"),
        ("https://example.org/x", "example.org/x"),
        ("#d #p", "Of rivers, page 12"),
    ],
)
def test_a_pointer_says_where_it_leads(target: str, expected: str) -> None:
    places = (
        "<div xml:id='d'><head>Of rivers</head><p xml:id='para'>x<pb xml:id='p' n='12'/></p>"
        "<lg><l xml:id='l' n='14'>x</l></lg>"
        f"<table xml:id='t' n='2'><head>Prices</head><row><cell>x</cell></row></table>{WORKS}</div>"
    )
    found = article(f"<div><p>See <ptr target='{target}'/>.</p></div>{places}").find(".//p")
    assert said(found) == f"See {expected}."
    assert found.findall(".//a")


# What a document asks to be made


def test_contents_lead_to_the_headings_below_each_other() -> None:
    body = (
        "<divGen type='toc'/><div><head>One</head><div><head>Deep</head><p/></div></div>"
        "<div><div><head>Two</head></div></div>"
    )
    made = article(body).find(".//section")
    assert made.find("h2") is not None
    assert [said(one) for one in made.findall("ul/li/a")] == ["One", "Two"]
    assert [said(one) for one in made.findall("ul/li/ul/li/a")] == ["Deep"]
    ids = set(article(body).xpath(".//@id"))
    assert {one.removeprefix("#") for one in made.xpath(".//a/@href")} <= ids


def test_an_index_has_its_terms_in_order_with_their_pages() -> None:
    body = (
        "<p><pb n='7'/>b<index><term>river</term></index></p><p>a<index><term>Ferry</term></index><pb n='8'/> "
        "c<index><term>river</term><index><term>upper</term></index></index></p><divGen type='index'/>"
    )
    found = article(body)
    assert [said(one) for one in found.findall(".//section/ul/li")] == ["Ferry 7", "river 7 upper 8"]
    assert "river" not in said(found.find(".//p"))


def test_a_list_of_figures_leads_to_them() -> None:
    found = article("<divGen type='figlist'/><figure><head>Map</head></figure><figure><figDesc>x</figDesc></figure>")
    assert [said(one) for one in found.findall(".//section/ol/li")] == ["Map"]


# Looks


@pytest.mark.parametrize(
    ("rend", "expected"),
    [("i", "r-italic"), ("Kursiv", "r-italic"), ("small-caps b", "r-smallcaps r-bold"), ("odd", "r-odd"), ("a;b", "")],
)
def test_many_words_for_one_look_are_one_class(rend: str, expected: str) -> None:
    found = article(f"<p><seg rend='{rend}'>x</seg></p>").find(".//p/span")
    assert found.get("class") == f"seg {expected}".strip()


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("color: #a00; letter-spacing: .1em", "color: #a00; letter-spacing: .1em"),
        ("COLOR:rgb(1, 2, 3)", "color: rgb(1, 2, 3)"),
        ("color: red; position: fixed; top: 0", "color: red"),
        ("background: url(https://example.org/x)", None),
        ("color: expression(alert(1))", None),
        ("color: red} body {display: none", None),
        ("@import 'x'", None),
        ("color: \\75rl(x)", None),
        ("text-indent: -999px", None),
        ("margin-left: -50em; text-indent: 1em", "text-indent: 1em"),
        ("font-size: 0", None),
        ("font-size: 0.1px", None),
        ("display: none; visibility: hidden; opacity: 0", None),
        ("color: red &quot; onclick=&quot;x", None),
        ("font-family: 'Brill', serif", "font-family: 'Brill', serif"),
    ],
)
def test_css_of_a_document_can_do_no_harm(style: str, expected: str | None) -> None:
    found = article(f'<p><seg style="{style}">x</seg></p>').find(".//p/span")
    assert found.get("style") == expected
    assert set(found.keys()) <= {"class", "style", "id"}


def test_what_the_header_declares_is_how_it_looks() -> None:
    declared = (
        "<encodingDesc><tagsDecl><rendition xml:id='red'>color: #a00; position: fixed"
        "</rendition></tagsDecl></encodingDesc>"
    )
    found = page("<p><hi rendition='#red'>x</hi></p>", more=declared).find(".//article//p/span")
    assert found.get("style") == "color: #a00"


def test_types_of_a_document_never_dress_as_classes_of_ours() -> None:
    found = article("<div type='sign' subtype='x'><p>a</p></div>").find(".//section")
    assert found.get("class") == "div t-sign t-x"


def test_each_script_says_what_it_is() -> None:
    found = article("<p xml:lang='he'>שלום <foreign xml:lang='grc'>λόγος</foreign></p>").find(".//p")
    assert (found.get("lang"), found.get("dir")) == ("he", "rtl")
    assert (found[0].get("lang"), found[0].get("dir")) == ("grc", "ltr")


def test_parts_of_a_cast_list_are_apart_and_signs_are_not() -> None:
    items = (
        "<castItem><role>Claudius</role><roleDesc>king</roleDesc></castItem>"
        "<castItem><role>Hamlet</role><roleDesc>, prince</roleDesc><actor>N. N.</actor></castItem>"
    )
    found = article(f"<castList>{items}</castList>").findall(".//li")
    assert [one.text_content() for one in found] == ["Claudius king", "Hamlet, prince N. N."]


def test_an_empty_date_is_apart_from_the_words_beside_it() -> None:
    found = article("<p>Of 1915<date when='1915-01-23'/>and (<date when='1916'/>), <date when='1917'/>.</p>").find(
        ".//p"
    )
    assert found.text_content() == "Of 1915 23 January 1915 and (1916), 1917."


def test_parts_of_an_entry_of_a_register_have_signs_between_them() -> None:
    person = (
        "<person xml:id='c'><persName>Claudius</persName><birth when='0010'/><death when='0054'>"
        "<placeName>Rome</placeName></death><occupation>emperor</occupation><residence>Rome.</residence><idno>123</idno></person>"
    )
    found = article(f"<listPerson>{person}</listPerson>")
    assert said(found.find(".//li[@id='c']")) == "Claudius, born 10, died 54, Rome, emperor, Rome. 123"


def test_a_break_in_a_word_leaves_no_space_before_whichever_is_shown() -> None:
    found = article("<p>ἔ <lb break='no'/> <choice><orig> θνου</orig><reg> thnou</reg></choice></p>").find(".//p")
    assert [one.text for one in found.xpath(".//*[@class='orig' or @class='reg']")] == ["θνου", "thnou"]
    assert found.text == "ἔ"


def test_running_heads_and_arguments_can_be_linked_to() -> None:
    found = article("<div><argument><p>What happens.</p></argument><p>a</p><fw type='head'>Head</fw></div>")
    assert [one.get("id") for one in found.xpath(".//*[contains(@class, 'argument') or contains(@class, 'fw')]")] == [
        "div-1-argument-1",
        "div-1-fw-1",
    ]


def test_units_of_milestones_are_said_in_the_language_of_the_page() -> None:
    found = article("<p>a <milestone unit='Psalm' n='3'/>b <milestone unit='x-y' n='4'/>c</p>")
    assert [said(one) for one in found.xpath(".//*[@class='milestone']")] == ["[psalm 3]", "[x-y 4]"]
