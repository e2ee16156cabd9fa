"""HTML elements by what they do to the text around them.

BLOCKS start a new line of text (the UA style sheet of the HTML standard, section 15.3, plus
the table parts and form controls that set their content apart). SILENT hold nothing that a
reader sees; ``svg`` and ``math`` have rules of their own. What stands in neither is inline.
"""

from typing import Final

BLOCKS: Final = frozenset(
    "html body address article aside blockquote button center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend "
    "li listing main menu nav noscript ol optgroup option p picture plaintext pre search section "
    "select summary table tbody td tfoot th thead tr ul video amp-carousel amp-img".split()
)
SILENT: Final = frozenset(
    "head title meta script style template iframe canvas audio textarea noembed noframes datalist".split()
)
NOTES: Final = frozenset("svg desc metadata annotation annotation-xml".split())
"""Drawings and what machines read of them and of formulas: nothing is seen in them but HTML and
what they draw as text."""
SEEN_IN_DRAWINGS: Final = tuple(
    "text foreignobject foreignObject b big blockquote body br center code dd div dl dt em embed h1 "
    "h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike "
    "sub sup table tt u ul var font article section main header footer nav figure".split()
)
"""What shows that a reader sees text in an ``<svg>``: its own text, or HTML. A browser ends a
drawing that was left open at most of these; lxml takes the rest of the page for its content."""
TWIN_OF_FORMULA: Final = ("mathml", "assistive")
"""In the class of the parent of a ``<math>`` that stands beside the same formula, drawn in HTML."""
HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
IMAGES: Final = frozenset("img amp-img amp-anim image".split())
TIMES: Final = frozenset("time relative-time time-ago faceplate-timeago".split())
"""HTML's own, the two custom elements of GitHub's that other sites took over, and Reddit's."""
RARE: Final = frozenset(
    "applet basefont bdi bdo bgsound blink command content data datalist esi fencedframe image isindex "
    "keygen listing math menuitem meter model multicol nextid noindex output plaintext portal rb rtc rp "
    "selectedcontent shadow slot spacer svg xmp "
    "annotation maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom "
    "mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover "
    "none semantics animate animatemotion animatetransform circle clippath defs desc ellipse filter "
    "foreignobject g image line lineargradient marker mask metadata mpath path pattern polygon polyline "
    "radialgradient rect set stop switch symbol text textpath title tspan use view".split()
)
"""Names of elements that are old, rare, or of drawings and formulas; with those of ``tables/torn.py``
and BLOCKS all that a tag without a hyphen in its name can be called."""
