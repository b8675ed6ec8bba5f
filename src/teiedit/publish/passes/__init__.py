"""What is worked out once for every output: passes that add to a copy of a document, and what it is bound with.

They add attributes, and elements of no other name than `te:`, so fn:path() of an element is the same before and
after, and what a stylesheet finds can be placed in the user's file.
"""

from teiedit.publish.passes.annotation import Annotated, annotate, annotated_tree, count_notes, preload
from teiedit.publish.passes.listing import Listing, bind_registers, entries_of, file_uri, href
from teiedit.publish.passes.numbering import Counts, Numbering, numbered_through

__all__ = [
    "Annotated",
    "Counts",
    "Listing",
    "Numbering",
    "annotate",
    "annotated_tree",
    "bind_registers",
    "count_notes",
    "entries_of",
    "file_uri",
    "href",
    "numbered_through",
    "preload",
]
