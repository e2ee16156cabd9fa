"""What the remains of tags are told by: names of attributes and of elements.

ATTRIBUTES are names that make a chain ``name="value"`` in a text believable as the rest of a
tag; names in ``data-`` and ``aria-`` count too. The list is the HTML standard's, the AMP
components', and what lazy loaders add. Words that stand in prose before an equal sign
(``p="0.05"``, ``x="1"``) are left out on purpose. ADDRESSES and CLOSED hold no markup ever, so
a ``<`` in one of them is the next tag; an ``alt`` may hold some.
"""

from typing import Final

ADDRESSES: Final = frozenset(
    "src href srcset poster action data-src data-srcset data-original data-lazy-src data-lazy-srcset "
    "data-url data-image imagesrcset cite formaction".split()
)
SRCSETS: Final = ("srcset", "srcs")
CLOSED: Final = ADDRESSES | frozenset(
    "class id width height sizes loading decoding layout rel target type role name lang dir itemprop "
    "itemscope itemtype property media fetchpriority crossorigin referrerpolicy style http-equiv charset".split()
)
ATTRIBUTES: Final = CLOSED | frozenset(
    "alt title content heights srcdoc allow allowfullscreen frameborder scrolling autoplay controls loop "
    "muted preload playsinline border align valign hspace vspace usemap ismap longdesc datetime hreflang "
    "charset http-equiv async defer nonce integrity onclick onload onerror onmouseover placeholder "
    "noloading fallback on itemid itemref tabindex draggable hidden download ping cellpadding "
    "cellspacing bgcolor colspan rowspan value for method alignment object-fit crop original "
    "scale focusable viewbox fill xmlns background color face controlslist".split()
)
PREFIXES: Final = (
    "data-",
    "aria-",
    "i-amphtml-",
    "ng-",
    "v-",
    "x-",
    "wp-",
    "nitro-",
    "xml:",
    "og:",
)
BOOLEANS: Final = frozenset(
    "noloading fallback itemscope async defer hidden ismap controls loop muted autoplay playsinline "
    "allowfullscreen crossorigin download data-hero amp data-amp-auto-lightbox-disable lightbox "
    "data-lazy data-lazyload data-pin-nopin nopin nocookie disablepictureinpicture nomodule "
    "webkitallowfullscreen mozallowfullscreen".split()
)

PICTURE: Final = frozenset(
    "alt srcset sizes loading decoding fetchpriority data-src data-srcset data-original usemap ismap "
    "data-lazy-src data-lazy-srcset hspace vspace data-sizes data-alt longdesc".split()
)
"""Attributes that only an image has."""
AMP: Final = frozenset("layout heights noloading lightbox on fallback placeholder".split())
EXTENSIONS: Final = "jpe?g|png|gif|webp|avif|svg|bmp|ico|heic"

ELEMENTS: Final = frozenset(
    "a abbr acronym address amp-ad amp-anim amp-carousel amp-iframe amp-img amp-video area article aside audio "
    "b base big blockquote body br button canvas caption center cite code col colgroup data datalist dd del "
    "details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset "
    "h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map "
    "mark marquee menu meta meter nav nobr noframes noscript object ol optgroup option output p param picture "
    "pre progress q rp rt ruby s samp script search section select slot small source span strike strong style "
    "sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var "
    "video wbr path g use amp-social-share amp-analytics".split()
)
VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
RAW: Final = frozenset("script style textarea title xmp iframe noembed noframes".split())
HOLDING_WORDS: Final = frozenset(
    "a button li p h1 h2 h3 h4 h5 h6 td th label strong em b span div option figcaption cite time summary".split()
)
"""Elements that hold words, as a rule: one that is closed at once held some before it was cut."""
KEPT_BY_HEAD: Final = frozenset("img amp-img source a meta iframe video".split())
NAMELESS: Final = frozenset("src srcset alt width height class href data-src layout".split())
"""Attributes that stand in the place of a name where the tag lost its own (``<src="…"``)."""
SAID: Final = {
    "href": r"(?:https?:|mailto:|tel:|//|/|#|\.\./|\?)\S*",
    "src": r"(?:https?:|//|/|\.\./|data:)\S*",
    "srcset": r"\S+\s+[0-9.]+[wx](?:\s*,.*)?",
    "style": r"\s*(?:[a-z-]+:[^:;]+(?:;\s*|\Z))+",
    "class": r"[\w:/.\[\]-]*[-_][\w:/.\[\]-]*(?:\s+[\w:/.\[\]-]+)*",
    "id": r"[\w:.]*[-_][\w:.-]*",
    "width": r"[0-9.]+(?:px|%)?",
    "height": r"[0-9.]+(?:px|%)?",
    "type": r"(?:image|video|audio|text|application)/[\w.+-]+",
    "rel": r"(?:(?:nofollow|noopener|noreferrer|ugc|sponsored|canonical|stylesheet|preload|icon)\s*)+",
    "target": r"_[a-z]+",
    "loading": r"lazy|eager|auto",
    "decoding": r"async|sync|auto",
    "fetchpriority": r"high|low|auto",
    "media": r"\(?(?:min|max|prefers)-.*|(?:only )?(?:screen|all|print)\b.*",
    "sizes": r".*[0-9](?:px|vw)(?:,.*)?",
    "viewbox": r"[0-9.-]+(?:\s+[0-9.-]+){3}",
    "layout": r"responsive|fixed|fill|fixed-height|intrinsic|nodisplay",
}
"""What attributes say: of a name that was cut to one letter the value has to tell."""
SHOWN: Final = frozenset("pre code textarea kbd samp xmp listing tt var".split())
"""Elements whose text may be about markup."""
