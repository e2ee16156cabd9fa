"""HTML elements by what they do to the text around them.

BLOCKS start a new line of text (the UA style sheet of the HTML standard, section 15.3, plus
the table parts and form controls that set their content apart). SILENT hold nothing that a
reader sees. What stands in neither is inline.
"""

from typing import Final

BLOCKS: Final = frozenset(
    "html body address article aside blockquote button center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend "
    "li listing main menu nav noscript ol optgroup option p picture plaintext pre search section "
    "select summary table tbody td tfoot th thead tr ul video amp-carousel amp-img".split()
)
SILENT: Final = frozenset(
    "head title meta link base script style template svg math iframe object embed param source "
    "track canvas audio textarea noembed noframes datalist".split()
)
HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
IMAGES: Final = frozenset("img amp-img amp-anim image".split())
TIMES: Final = frozenset("time relative-time time-ago faceplate-timeago".split())
"""HTML's own, the two custom elements of GitHub's that other sites took over, and Reddit's."""
