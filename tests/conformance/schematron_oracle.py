"""Hold a plain Schematron schema against a document by elementpath, rule by rule: slow, and independent of ours."""

from __future__ import annotations

import re

from elementpath import XPathContext
from elementpath.xpath30 import XPath30Parser
from lxml import etree

CODEPOINTS = "http://www.w3.org/2005/xpath-functions/collation/codepoint"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
ALTERNATIVES = re.compile(r"""("[^"]*"|'[^']*')|([\[(])|([\])])|(\|)""")


def alternatives(context):
    """Divide a pattern at each | outside brackets and quotation marks."""
    parts, depth, start = [], 0, 0
    for found in ALTERNATIVES.finditer(context):
        depth += bool(found[2]) - bool(found[3])
        if found[4] and not depth:
            parts.append(context[start : found.start()])
            start = found.end()
    return [one.strip() for one in (*parts, context[start:])]


def fired(schema, document):
    """Return, for each assert that fails and report that holds, its expression and the path of its context."""
    root = etree.parse(schema).getroot()
    tree = etree.parse(document, etree.XMLParser(huge_tree=True))
    names = {one.get("prefix"): one.get("uri") for one in root.iter(f"{SCH}ns")}
    names["xs"] = "http://www.w3.org/2001/XMLSchema"
    parser = XPath30Parser(names, default_collation=CODEPOINTS)
    whole = XPathContext(tree, namespaces=names).root

    def evaluate(expression, node=None, variables=None):
        token = parser.parse(expression.replace("current()", "$current"))
        return token.get_results(XPathContext(tree, item=node, namespaces=names, variables=variables))

    outer = {one.get("name"): evaluate(one.get("value")) for one in root.iterchildren(f"{SCH}let")}
    assert whole is not None
    told = []
    for pattern in root.iter(f"{SCH}pattern"):
        taken = set()
        for rule in pattern.iterchildren(f"{SCH}rule"):
            paths = [one if one.startswith("/") else f"//{one}" for one in alternatives(rule.get("context"))]
            nodes = [node for path in paths for node in evaluate(path, variables=outer)]
            for node in nodes:
                if id(node) in taken:
                    continue
                taken.add(id(node))
                variables = {**outer, "current": node}
                for let in rule.iterchildren(f"{SCH}let"):
                    variables[let.get("name")] = evaluate(let.get("value"), node, variables)
                for test in rule.iterchildren(f"{SCH}assert", f"{SCH}report"):
                    holds = evaluate(f"boolean({test.get('test')})", node, variables)
                    if holds != (test.tag == f"{SCH}assert"):
                        told.append((test.get("test"), tree.getpath(node)))
    return sorted(told)
