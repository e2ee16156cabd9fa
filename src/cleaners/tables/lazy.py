"""Attributes in which an image's element keeps an address, besides ``src`` and ``srcset``.

Lazy loaders, zoom lenses and galleries each chose their own; the names were counted on news,
shop and blog pages and read in the loaders' manuals (lazysizes, lozad, lazyload, Flickity,
NitroPack, WP Rocket, Jetpack, AMP). An attribute counts as a srcset if its name ends in
``srcset`` or ``srcs``; any other has to stand here.
"""

from typing import Final

ADDRESSES: Final = frozenset(
    "data-src data-lazy-src data-lazy data-lazyload data-lazy-load data-original data-original-src "
    "data-original-mos data-orig-src data-url data-image data-img data-img-src data-img-url "
    "data-image-src data-image-url data-echo data-ll-src data-cl-lazy-src data-lzl-src "
    "data-delay-src data-src-delay data-delayed-url data-flickity-lazyload data-nectar-img-src "
    "data-deferred-src data-defer-src deferred-src lazy-src nitro-lazy-src ng-src v-src data-hi-res-src "
    "data-src-hires data-old-hires data-a-hires data-retina-src data-src-retina data-src-2x data-2x data-retina "
    "data-full-src data-full data-fullsrc data-full-url data-large data-large-src data-large-file data-large_image "
    "data-orig-file data-medium-file data-zoom data-zoom-src data-zoom-image data-zoom-img data-src-zoom-image data-highres "
    "data-hires data-high-res-src data-actualsrc data-actual data-real-src data-realsrc data-raw-src data-source "
    "data-lazysrc data-ks-lazyload data-thumb-src data-ctrl-image data-ghost-url data-opt-src".split()
)
ORIGINALS: Final = frozenset(
    "data-orig-file data-full-url data-full-src data-fullsrc data-zoom-image data-large_image".split()
)
"""Of those, the ones that hold the picture as it was uploaded: Jetpack, WordPress' galleries, zoom lenses, WooCommerce."""
NUMBERED: Final = "data-src-"
"""``data-src-1024``: the width stands in the name."""
SRCSETS: Final = ("srcset", "srcs")

PENDING: Final = "is-pending-load=1"
"""Jetpack's mark on an address that its loader has still to fetch; no part of the address."""

TORN: Final = "data-torn"
"""Names of attributes that were cut; ``data-torn-NAME`` holds what is left of one (mending)."""
