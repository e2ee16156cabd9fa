"""Every rule under which decoding and mending write to the ledger, and its fault in a sentence.

The names are stable: readers of the ``repairs`` table count by them. ``docs/faults.md`` tells
of each at length, and a test holds the two together.
"""

from typing import Final

RULES: Final = {
    "torn-tag-head": "a tag lost its beginning, and its remains stood in the text",
    "torn-tag-tail": "a tag lost its end, and a value swallowed what follows",
    "torn-tag-middle": "a tag lost its middle, and two halves of values met",
    "unclosed-comment": "a comment that never ends swallowed the rest",
    "unclosed-script": "a script that never ends swallowed the rest",
    "unclosed-style": "a style sheet that never ends swallowed the rest",
    "unclosed-title": "a title that never ends swallowed the rest",
    "unclosed-textarea": "a textarea that never ends swallowed the rest",
    "unclosed-iframe": "an iframe that never ends swallowed the rest",
    "unclosed-noframes": "a noframes that never ends swallowed the rest",
    "unclosed-noembed": "a noembed that never ends swallowed the rest",
    "lost-script-opening": "code stood as text because its opening tag was lost",
    "lost-comment-opening": "the end of a comment stood in the text because its opening was lost",
    "lost-style-opening": "a style sheet stood as text because its opening tag was lost",
    "escaped-markup": "all tags of the document were entities",
    "backslash-escapes": "quotes and slashes still had the backslashes of a dump",
    "bare-less-than": "a sign between two names read as the beginning of a tag",
    "mojibake": "UTF-8 had been read as another encoding",
    "mojibake-gbk": "UTF-8 had been read as GBK",
    "control-character": "a control character that no text has",
    "idle-mark": "a zero-width or directional mark that does no work",
    "cdata-section": "a CDATA section of an XML document, which parsers of HTML drop",
    "torn-rest": "more damage than is looked at in one document; the rest is left as it was",
    "joined-lines": "more short lines than become paragraphs; the rest is one paragraph",
    "joined-blocks": "more blocks than stay apart in a source of that length; the rest is one block",
    "fallback-parser": "libxml2 would lose text (too deep, or an end tag passed over); it was read flattened",
    "lone-surrogate": "half of a surrogate pair",
    "undecodable-bytes": "bytes that the encoding does not have",
}
