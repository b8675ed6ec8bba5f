"""Finished pages: the stylesheet's tree made to fit HTML, divided where it is long, put into the page's template."""

from teiedit.publish.page.assembly import assemble
from teiedit.publish.page.finishing import Frame, Page
from teiedit.publish.page.links import relink
from teiedit.publish.page.template import Template, read_template

__all__ = ["Frame", "Page", "Template", "assemble", "read_template", "relink"]
