"""Words in class, id, file name and alt that tell the furniture of a page from its article.

Each is compared with a whole sub-word (``article-authorBox`` is article, author, box), in
lower case. ``HOUSES`` may stand at any container around an image; ``MARKS`` only near it, as
their words also name whole layouts. Gaps on purpose: ``header``, ``aside``, ``widget``,
``media``, ``gallery``, ``slider`` and ``video`` hold articles' own images as often as not.
"""

from typing import Final

TAGS: Final = frozenset("nav footer form dialog menu select button-bar".split())
HOUSES: Final = frozenset(
    "related relateds recommended recommendation recommendations recommend teaser teasers sidebar newsletter "
    "navigation nav navbar menu footer sharing share social promo promos promotion promoted sponsored sponsor "
    "advert advertisement ads adslot outbrain taboola comments commentlist disqus breadcrumb breadcrumbs cookie "
    "consent modal popup paywall subscribe subscription trending mostread popular morestories readmore "
    "readnext upnext masthead topbar crosslink crosslinks shop shopping similar partner partners toolbar playlist storylist "
    "siteheader pageheader sitefooter pagefooter onward linklist cards carddeck".split()
)
MARKS: Final = frozenset(
    "author authors avatar avatars byline bylines contributor bio profile gravatar logo logos icon icons emoji "
    "badge sprite flag smiley loader spinner tracking tracker pixel banner ad qr appstore".split()
)
FILES: Final = frozenset(
    "logo logos icon icons avatar avatars sprite gravatar favicon emoji badge arrow".split()
)
"""The same in the file name of an address."""
HOSTS: Final = (
    "gravatar.com",
    "www.google.com/s2/favicons",
    "s.w.org/images/core/emoji",
    "img.shields.io",
    "feeds.feedburner.com",
)
OUTSIDE: Final = frozenset(
    "nav footer aside form figure figcaption button header noscript select address dialog menu "
    "details label".split()
)
"""Elements inside of which a short line is no paragraph of the text around them."""
LABELS: Final = (
    HOUSES
    | MARKS
    | frozenset(
        "caption captions credit credits comment cookies meta tags hidden copyright legal "
        "notice".split()
    )
)
"""The same in class or id of a short line, or of what holds it below the text's own element."""
