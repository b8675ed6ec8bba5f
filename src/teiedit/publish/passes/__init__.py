"""What is worked out once for every output: passes that add to a copy of a document, and what it is bound with.

They add attributes, and elements of no other name than `te:`, so fn:path() of an element is the same before and
after, and what a stylesheet finds can be placed in the user's file.
"""

from teiedit.publish.passes.annotation import Annotated, annotate, annotated_tree, preload
from teiedit.publish.passes.listing import Listing, bind_registers, entries_of, file_uri, href

__all__ = [
    "Annotated",
    "Listing",
    "annotate",
    "annotated_tree",
    "bind_registers",
    "entries_of",
    "file_uri",
    "href",
    "preload",
]
