"""Documents that mean harm: in every place where a document can say something, something that a page must not do.

`hit(...)` stands where a script could: the tests define it and listen.
"""

# What means harm is read best as one line, as it would stand in a document.
# ruff: noqa: E501, ISC004, PERF401
from __future__ import annotations

from typing import Final

_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
SCRIPT: Final = "<script>hit('markup')</script>"
# As an attribute's value in XML: ends it, and the element, where somebody forgets to escape.
QUOTED: Final = "x&quot; onmouseover=&quot;hit('attribute')&quot; &gt;&lt;script&gt;hit('broken out')&lt;/script&gt;"
ESCAPED: Final = "&lt;script&gt;hit('text')&lt;/script&gt;&lt;img src=x onerror=hit('image')&gt;"

# Addresses that run something, or fetch something, in the ways in which filters were led past.
ADDRESSES: Final = (
    "javascript:hit('plain')",
    "JaVaScRiPt:hit('case')",
    "&#x6A;avascript:hit('reference')",
    "java&#9;script:hit('tab')",
    "java&#10;script:hit('line')",
    "java&#13;script:hit('return')",
    "&#9;javascript:hit('before')",
    "&#160;javascript:hit('space')",
    "&#x2028;javascript:hit('separator')",
    "javascript&#58;hit('colon')",
    "javascript&amp;colon;hit('named')",
    "javascript://example.org/%0Ahit('comment')",
    "vbscript:hit('basic')",
    "data:text/html,&lt;script&gt;parent.hit('data')&lt;/script&gt;",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuaGl0KCdkYXRhJyk8L3NjcmlwdD4=",
    "blob:https://example.org/x",
    "view-source:javascript:hit('view')",
    "filesystem:https://example.org/x",
    "http://x&quot;onclick=hit('quote')//",
    "#&quot; onclick=&quot;hit('fragment')",
    "//example.org/protocol-relative",
    "\\\\example.org\\share",
    "file:///etc/passwd",
    "ev:javascript:hit('prefix')",
    "run:hit('prefix')",
)

# CSS that fetches, covers, hides, or ends the style sheet.
STYLES: Final = (
    "background: url(https://example.org/css.png)",
    "background-image:url(//example.org/css.png);color:red",
    "background-image: ur\\6c(https://example.org/escape.png)",
    "list-style: url(https://example.org/list.png)",
    "content: url(https://example.org/content.png)",
    "behavior:url(x.htc); -moz-binding:url(x.xml)",
    "width: expression(hit('expression'))",
    "color:red/*&lt;/style&gt;&lt;script&gt;hit('style')&lt;/script&gt;*/",
    "position:fixed; top:0; left:0; width:100%; height:100%; z-index:9999; background-color: #000",
    "font-family: x; } body { display: none",
    "@import 'https://example.org/import.css'",
    "color: image-set('https://example.org/set.png' 1x)",
    "--x: url(https://example.org/var.png); background: var(--x)",
    "margin-left: -99999px; text-indent: -9999em",
    "display:none",
    "opacity:0; visibility:hidden",
    "color: red; } @font-face { font-family: x; src: url(https://example.org/font.woff) }",
)

# Names of the page's own, and names that scripts and browsers use.
IDENTIFIERS: Final = (
    *(
        "te-text",
        "te-view-reading",
        "te-view-source",
        "te-view-changes",
        "te-view-source-is",
        "te-app-foot",
        "te-wit-0",
    ),
    *("te-wit-1", "te-lines", "te-facsimile", "te-anchors", "te-passage-heading", "note-1", "note-1-call", "p-1"),
    *("teiedit", "body", "head", "forms", "cookie", "location", "document", "window", "self", "top", "parent", "name"),
    *("getElementById", "querySelector", "querySelectorAll", "addEventListener", "createElement", "matchMedia"),
    *("localStorage", "history", "URL", "getSelection", "elements", "attributes", "childNodes", "innerHTML", "hit"),
    *("__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "undefined", "null", "true"),
)

# Identifiers that no schema allows and every parser takes.
UNFIT: Final = (
    *(
        "a b",
        "x&quot; onclick=&quot;hit('id')",
        "'&gt;&lt;script&gt;hit('id')&lt;/script&gt;",
        "../../up",
        "a&#9;b",
        "a&#10;b",
    ),
    *(
        "",
        " ",
        "#",
        "%",
        "%00",
        "%22",
        "\\",
        "</main>".replace("<", "&lt;"),
        "&#x202E;evil",
        "é",
        "𝒳",
        "a/b?c#d",
        "[x]",
    ),
)

TITLES: Final = (
    f"&lt;/title&gt;{ESCAPED}",
    f"&lt;/script&gt;{ESCAPED}",
    "--&gt;&lt;script&gt;hit('comment')&lt;/script&gt;&lt;!--",
    "]]&gt;&lt;script&gt;hit('section')&lt;/script&gt;",
    "&lt;!--&lt;script&gt;",
    "&#x202E;desrever&#x202C; \u2066isolated",
    "\\end{document} {{constructor.constructor('hit(1)')()}} ${hit(1)}",
    "=HYPERLINK(&quot;https://example.org&quot;)",
)

FOREIGN: Final = (
    '<script xmlns="http://www.w3.org/1999/xhtml">hit("html")</script>',
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:parent.hit(1)" srcdoc="&lt;script&gt;parent.hit(2)&lt;/script&gt;"/>',
    '<object xmlns="http://www.w3.org/1999/xhtml" data="data:text/html,&lt;script&gt;hit(1)&lt;/script&gt;"/>',
    '<embed xmlns="http://www.w3.org/1999/xhtml" src="https://example.org/embed.swf"/>',
    '<form xmlns="http://www.w3.org/1999/xhtml" action="https://example.org/" class="views"><input name="view" value="source" autofocus="" onfocus="hit(1)"/>'
    '<button formaction="javascript:hit(1)">press</button></form>',
    '<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://example.org/"/>',
    '<base xmlns="http://www.w3.org/1999/xhtml" href="https://example.org/"/>',
    '<link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet" href="https://example.org/x.css"/>',
    '<style xmlns="http://www.w3.org/1999/xhtml">@import "https://example.org/x.css"; body { display: none }</style>',
    '<img xmlns="http://www.w3.org/1999/xhtml" src="https://example.org/x.png" onerror="hit(1)" name="querySelector" id="querySelector"/>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="hit(1)"><script>hit(2)</script><a xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xlink:href="javascript:hit(3)"><text>x</text></a><animate onbegin="hit(4)" attributeName="href" values="javascript:hit(5)"/>'
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="hit(6)"/></foreignObject><use href="https://example.org/x.svg#a"/>'
    '<image href="https://example.org/x.png"/><set attributeName="onmouseover" to="hit(7)"/></svg>',
    '<formula><math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:hit(1)" onclick="hit(2)">'
    '<maction actiontype="statusline#https://example.org" xlink:href="javascript:hit(3)" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<mtext>x</mtext></maction><mi href="javascript:hit(4)" style="background:url(https://example.org/m.png)">y</mi>'
    '<mtext><script xmlns="http://www.w3.org/1999/xhtml">hit(5)</script></mtext>'
    '<annotation-xml encoding="text/html"><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="hit(6)"/></annotation-xml>'
    '<mglyph src="https://example.org/g.png"/><semantics><mi>z</mi><annotation>&lt;script&gt;hit(7)&lt;/script&gt;</annotation></semantics></math></formula>',
    '<formula notation="&quot;&gt;&lt;script&gt;">\\href{javascript:hit(1)}{x}</formula>',
    '<te:call xmlns:te="urn:teiedit:annotation" te:id="x">call</te:call>',
    '<te:slot xmlns:te="urn:teiedit:annotation" name="head"><script>hit(8)</script></te:slot>',
    '<egXML xmlns="http://www.tei-c.org/ns/Examples"><script>hit(9)</script><a href="javascript:hit(10)" onclick="hit(11)"/></egXML>',
)


def document(body: str, *, header: str = "", title: str = "Harm", more: str = "") -> str:
    """Put a body into a document."""
    return (
        f'<TEI xmlns="{_NAMESPACE}" xml:lang="en" xmlns:te="urn:teiedit:annotation"><teiHeader><fileDesc><titleStmt>'
        f"<title>{title}</title></titleStmt>"
        f"<publicationStmt><publisher>{title}</publisher><date>2020</date></publicationStmt><sourceDesc><p>S</p>{more}</sourceDesc>"
        f"</fileDesc>{header}</teiHeader><text><body>{body}</body></text></TEI>"
    )


def everything(*, unfit: bool = True) -> str:
    """Return one document with all of it.

    Args:
        unfit: with identifiers that are none to XML; without, it could be valid.
    """
    return document(
        "".join([*_words(), *_links(), *_looks(), *_names(unfit=unfit)]),
        header=_header(),
        title=TITLES[0],
        more=_witnesses(),
    )


def _header() -> str:
    renditions = "".join(
        f'<rendition xml:id="css{number}" scheme="css" selector="body, *">{style}</rendition>'
        for number, style in enumerate(STYLES)
    )
    return (
        '<encodingDesc><listPrefixDef><prefixDef ident="ev" matchPattern="(.+)" replacementPattern="$1"/>'
        '<prefixDef ident="run" matchPattern="(.+)" replacementPattern="javascript:$1"/></listPrefixDef>'
        f"<tagsDecl>{renditions}</tagsDecl><editorialDecl><p>{ESCAPED}</p></editorialDecl></encodingDesc>"
        f'<profileDesc><abstract><p>{ESCAPED}</p></abstract><langUsage><language ident="{QUOTED}">{ESCAPED}</language></langUsage>'
        f"</profileDesc><xenoData>{SCRIPT}</xenoData>"
    )


def _witnesses() -> str:
    sigla = (
        QUOTED,
        "A]{} body{display:none}",
        "&lt;/style&gt;&lt;script&gt;hit('siglum')&lt;/script&gt;",
        "\\22 }*{x:y",
        "w1 w2",
    )
    return (
        "<listWit>"
        + "".join(
            f'<witness xml:id="s{number}" n="{siglum}"><abbr>{siglum}</abbr> {ESCAPED}</witness>'
            for number, siglum in enumerate(sigla)
        )
        + "</listWit>"
    )


def _words() -> list[str]:
    parts = [f"<p>{ESCAPED}</p>", "<p>--&gt; ]]&gt; &lt;/main&gt;&lt;/body&gt; &amp;lt;script&amp;gt;</p>"]
    parts += [f"<p>x {one} y</p>" for one in FOREIGN]
    parts += [f"<div><head>{title}</head><p>{title}<note>{title}</note></p></div>" for title in TITLES]
    parts.append(
        "<p><app><lem wit='#s0'>lemma</lem><rdg wit='#s1'>one</rdg><rdg wit='#s2 #s3 #s4'>two"
        f'</rdg><rdg wit="{QUOTED}">three</rdg></app> <choice><sic>{ESCAPED}</sic><corr resp="{QUOTED}" cert="{QUOTED}">c</corr></choice>'
        f'<gap reason="{QUOTED}" extent="{QUOTED}" unit="{QUOTED}"/><supplied reason="{QUOTED}">s</supplied>'
        f'<add place="{QUOTED}">a</add><del rend="{QUOTED}">d</del><date when="{QUOTED}"/><num value="{QUOTED}">n</num></p>'
    )
    return parts


def _links() -> list[str]:
    return [
        f'<p><ref target="{one}">words</ref> <ptr target="{one}"/> <persName ref="{one}">n</persName> <graphic url="{one}"/>'
        f'<media url="{one}" mimeType="text/html"/><note target="{one}">n</note><pb facs="{one}" n="1"/><g ref="{one}">g</g>'
        f'<idno type="URL">{one}</idno><quote source="{one}">q</quote></p>'
        for one in ADDRESSES
    ] + [
        '<p><binaryObject mimeType="image/png" encoding="base64">"&gt;&lt;script&gt;hit(1)&lt;/script&gt;</binaryObject>'
        '<binaryObject mimeType="image/svg+xml">PHN2Zz4=</binaryObject></p>'
    ]


def _looks() -> list[str]:
    parts = [f'<p><hi style="{one}">s</hi><hi rendition="#css{number}">r</hi></p>' for number, one in enumerate(STYLES)]
    for name in (
        "rend",
        "type",
        "subtype",
        "n",
        "xml:lang",
        "place",
        "resp",
        "hand",
        "unit",
        "key",
        "rendition",
        "style",
        "ana",
        "wit",
    ):
        parts.append(
            f'<div {name}="{QUOTED}"><head>h</head><p {name}="{QUOTED}">p <seg {name}="{QUOTED}">s</seg><lb {name}="{QUOTED}"/>'
            f'<pb {name}="{QUOTED}"/><milestone {name}="{QUOTED}"/><note {name}="{QUOTED}">n</note></p>'
            f'<list {name}="{QUOTED}"><item {name}="{QUOTED}">i</item></list><l {name}="{QUOTED}">l</l>'
            f'<table {name}="{QUOTED}"><row {name}="{QUOTED}"><cell {name}="{QUOTED}">c</cell></row></table></div>'
        )
    parts += [
        f'<p><hi onclick="hit(1)" onmouseover="hit(2)" href="javascript:hit(3)" class="views" id="te-text" srcdoc="x">{n}</hi></p>'
        for n in "ab"
    ]
    parts.append(
        f'<table><row><cell cols="{QUOTED}" rows="99999999">c</cell><cell cols="-1" rows="0">d</cell></row></table>'
    )
    return parts


def _names(*, unfit: bool) -> list[str]:
    taken = [
        f'<p xml:id="{one}">p <note xml:id="n-{one}">n</note></p><p><ref target="#{one}">to {number}</ref></p>'
        for number, one in enumerate(IDENTIFIERS)
    ]
    return taken + [f'<p xml:id="{one}">q</p><p><ref target="#{one}">to</ref></p>' for one in UNFIT if unfit]
