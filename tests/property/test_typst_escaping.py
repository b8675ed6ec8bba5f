"""Whatever stands in a document comes out of the PDF as it is; nothing is taken for Typst markup."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import pypdfium2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from teiedit.publish.pdf import TypstParameters, produce
from unit.making import annotated, document

SPECIAL = [
    "#", "$x$", "@ref", "<label>", "\\", "\\n", "\\u{41}", '"', "'", "//", "/*", "*/", "*b*", "_i_", "`c`", "```",
    "=", "==", "-", "+", "/", "~", "--", "---", "...", "#{", "}", "[", "]", "(", ")", ";", '#panic("x")', "sp",
    "https://x.org/a_b", "#import", "\\#", "{{", "&", "<", ">", "]]>", "%", "^", "|", "!", "1.", "#1",
    '"+panic()+"',
]  # fmt: skip
# Letters, figures, punctuation and symbols of the scripts that the embedded fonts hold.
ALPHABET = st.characters(
    min_codepoint=0x21, max_codepoint=0x17F, exclude_categories=["Cc", "Cf", "Cs", "Zs"]
) | st.sampled_from("αβγΩжѢλ—–…“”„‘’«»⟨⟩†‡")
ASCII = "".join(map(chr, range(0x21, 0x7F)))
WORDS = st.lists(st.sampled_from(SPECIAL) | st.text(ALPHABET, min_size=1, max_size=8), min_size=1, max_size=6).map(
    " ".join
)


def squeezed(text: str) -> str:
    """Letters only as they follow each other: white space, and hyphens that Typst put in, are not the text's."""
    hidden = dict.fromkeys(map(ord, "\u00ad\ufffe\u0002\u200b\ufeff"))
    return "".join(text.translate(hidden).split())


def extracted(pdf: bytes) -> str:
    return squeezed("".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)))


@settings(max_examples=150)
@given(heading=WORDS, paragraph=WORDS, note=WORDS, value=WORDS, cell=WORDS)
@example(heading="#", paragraph='\\" + panic("x") + "', note="*/", value='"', cell="#{")
@example(heading=ASCII, paragraph=ASCII[::-1] * 3, note=ASCII, value=ASCII, cell="\\".join(ASCII))
@example(heading="= x", paragraph="fi ffl -- --- ...", note="~", value="\\", cell="\\\\")
def test_text_comes_out_as_it_went_in(heading, paragraph, note, value, cell):
    body = (
        f"<div><head>{escape(heading)}</head>"
        f"<p>{escape(paragraph)}<note n={quoteattr(value)}>{escape(note)}</note></p>"
        f"<list><item n={quoteattr(value)}>{escape(cell)}</item></list>"
        f"<figure><graphic url={quoteattr(value)}/><figDesc>{escape(note)}</figDesc></figure>"
        f"<p><ref target={quoteattr(value)}>{escape(cell)}</ref><pb n={quoteattr(value)}/></p></div>"
    )
    node, registers = annotated(document(body))
    product = produce(node, TypstParameters(registers=registers, edition_title=value), {})
    text = extracted(product.content)
    for one in (heading, paragraph, note, cell, value):
        assert squeezed(one) in text
    assert not product.findings
