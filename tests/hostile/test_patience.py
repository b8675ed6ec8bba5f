"""What never ends is ended, and the document is named."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from teiedit import build_edition, load_edition
from teiedit.errors import TransformError
from teiedit.publish.patience import Patience
from teiedit.workers import BrokenProcessPool, worker_pool

ENDLESS = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:m="urn:teiedit:modes" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:template name="again" as="node()*"><xsl:call-template name="again"/></xsl:template>
  <xsl:template match="seg" mode="m:text" as="node()*"><xsl:call-template name="again"/></xsl:template>
</xsl:stylesheet>"""
DOCUMENT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>{}</p></body></text></TEI>"
)


def test_a_task_that_takes_too_long_ends_its_process_and_is_named(tmp_path: Path) -> None:
    patience = Patience(tmp_path, 0.3)
    with pytest.raises(BrokenProcessPool), worker_pool(1, bool) as pool:
        pool.submit(patience.spend, "a/long.xml", time.sleep, 600).result()
    assert patience.overdue() == "a/long.xml"


def test_a_task_that_ends_in_time_leaves_nothing(tmp_path: Path) -> None:
    patience = Patience(tmp_path, 60)
    with worker_pool(1, bool) as pool:
        assert pool.submit(patience.spend, "short.xml", abs, -3).result() == 3
    assert patience.overdue() == ""
    assert list(tmp_path.iterdir()) == []


def test_a_stylesheet_that_never_ends_does_not_hang_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(DOCUMENT.format("<seg>for ever</seg>"), encoding="utf-8")
    (tmp_path / "endless.xsl").write_text(ENDLESS, encoding="utf-8")
    settings = 'documents = ["a.xml"]\n[output]\nformats = ["html"]\n[look]\nstylesheet = "endless.xsl"\n'
    (tmp_path / "teiedit.toml").write_text(settings, encoding="utf-8")
    edition = load_edition(tmp_path)
    hurried = replace(edition, config=replace(edition.config, time_limit_min=0.05))
    with pytest.raises(TransformError, match=r"a\.xml took longer than 0\.05 minutes"):
        build_edition(hurried)
    assert not (tmp_path / "build").exists()
