"""What editors of TEI do as a rule, for putting the likeliest of many right answers first. Data, no decisions.

Source: TEI P5 Guidelines 4.9.0, the chapters of each element; its list of withdrawn elements.
"""

from __future__ import annotations

from typing import Final

# What is put into an element first, where it is empty or words stand in it that need a place.
CHILDREN: Final = {
    "TEI": ("teiHeader", "text"),
    "text": ("body",),
    "body": ("p", "div", "lg", "sp"),
    "div": ("p", "head", "lg", "sp"),
    "front": ("div", "titlePage"),
    "back": ("div",),
    "address": ("addrLine",),
    "location": ("geo",),
    "objectDesc": ("supportDesc", "layoutDesc"),
    "rdgGrp": ("rdg",),
    "titlePage": ("docTitle",),
    "list": ("item",),
    "table": ("row",),
    "row": ("cell",),
    "lg": ("l",),
    "sp": ("speaker", "p", "l"),
    "castList": ("castItem",),
    "facsimile": ("graphic", "surface"),
    "figure": ("graphic", "head", "figDesc"),
    "titleStmt": ("title", "author", "editor"),
    "publicationStmt": ("p", "publisher", "authority"),
    "sourceDesc": ("p", "bibl", "msDesc"),
    "listPerson": ("person",),
    "listPlace": ("place",),
    "listOrg": ("org",),
    "listBibl": ("bibl",),
    "person": ("persName",),
    "place": ("placeName",),
    "org": ("orgName",),
    "langUsage": ("language",),
    "cit": ("quote", "bibl"),
    "correspDesc": ("correspAction",),
    "revisionDesc": ("change",),
    "opener": ("dateline", "salute"),
    "closer": ("salute", "signed"),
}

# What stands side by side in an element, none of it around anything.
SIDE_BY_SIDE: Final = {
    "app": ("lem", "rdg"),
    "choice": ("sic", "corr", "orig", "reg", "abbr", "expan"),
    "subst": ("del", "add"),
    "gap": ("desc",),
    "respStmt": ("resp", "name", "persName"),
    "persName": ("forename", "surname"),
}

# Never put around what stands in the wrong place: they say of words what these are not.
NEVER_AROUND: Final = frozenset(
    {"dateline", "head", "label", "orgName", "persName", "placeName", "salute", "speaker", "title"}
)

# Never taken to want an end before what cannot stand in them: the words after it would leave them.
NEVER_ENDED: Final = frozenset({"name", "note", "orgName", "persName", "placeName", "ref"})

# Elements that are known, but taken for others.
CONFUSED: Final = {"line": "l", **{f"div{level}": "div" for level in range(8)}}

# In a choice, what goes with what is there already.
PARTNERS: Final = {
    "sic": ("corr",),
    "corr": ("sic",),
    "orig": ("reg",),
    "reg": ("orig",),
    "abbr": ("expan",),
    "expan": ("abbr",),
    "am": ("ex",),
    "ex": ("am",),
    "lem": ("rdg",),
    "resp": ("name", "persName"),
    "name": ("resp",),
}

# What is put around what stands among words, and around words.
WRAPPERS: Final = ("p", "item", "cell", "l", "ab")
WORD_WRAPPERS: Final = (*WRAPPERS, "head", "seg", "desc")

# Elements of web pages and of word processors, and what TEI has instead.
FOREIGN: Final = {
    "a": '<ref target="…">',
    "b": '<hi rend="bold">',
    "blockquote": "<quote>",
    "br": "<lb/>",
    "em": "<emph>",
    "chapter": '<div type="chapter">',
    "act": '<div type="act">',
    "scene": '<div type="scene">',
    "firstname": "<forename>",
    "lastname": "<surname>",
    "fn": "<note>",
    "footnote": "<note>",
    "endnote": "<note>",
    "greeting": "<salute>",
    "heading": "<head>",
    "image": "<graphic>",
    "lemma": "<lem>",
    "page": "<pb/>",
    "pagebreak": "<pb/>",
    "paragraph": "<p>",
    "reading": "<rdg>",
    "signature": "<signed>",
    "stanza": "<lg>",
    "strophe": "<lg>",
    "verse": "<l>",
    "center": '<hi rend="centered">',
    "dd": "<item>",
    "dl": '<list type="gloss">',
    "dt": "<label>",
    "font": "<hi>",
    "header": "<teiHeader>",
    "hr": "<milestone/>",
    "pre": "<eg>",
    "h1": "<head>",
    "h2": "<head>",
    "h3": "<head>",
    "h4": "<head>",
    "i": '<hi rend="italic">',
    "img": "<graphic> in a <figure>",
    "italic": '<hi rend="italic">',
    "li": "<item>",
    "ol": '<list rend="numbered">',
    "para": "<p>",
    "section": "<div>",
    "small": '<hi rend="small">',
    "span": "<seg>",
    "strong": '<hi rend="bold">',
    "sub": '<hi rend="sub">',
    "sup": '<hi rend="sup">',
    "td": "<cell>",
    "tr": "<row>",
    "u": '<hi rend="underline">',
    "ul": "<list>",
}

# Elements that TEI had once. Source: TEI P5, the release notes of the versions that withdrew them.
WITHDRAWN: Final = {
    "charName": '<localProp name="Name" value="…">',
    "glyphName": '<localProp name="Name" value="…">',
    "charProp": "<unicodeProp> or <localProp>",
    "unicodeName": "<unicodeProp>",
    "re": "<entry> or <sense>",
    "xref": "<ref>",
    "xptr": "<ptr>",
}

ATTRIBUTES: Final = {
    "xmlid": "xml:id",
    "xmllang": "xml:lang",
    "page": "n",
    "iso": "when-iso",
    "id": "xml:id",
    "lang": "xml:lang",
    "base": "xml:base",
    "space": "xml:space",
    "class": "rend",
    "href": "target",
    "src": "url",
    "title": "n",
    "number": "n",
    "date": "when",
    "render": "rend",
    "uri": "target",
    "value": "when",
    "resps": "resp",
    "wits": "wit",
}
