"""Addresses of pictures that stand in for others, or show nothing.

``PLACEHOLDERS`` are whole words of a file name or of the last folder, compared in lower case;
``TRACKERS`` are hosts whose pictures only count readers, in their vendors' manuals.
"""

from typing import Final

PLACEHOLDERS: Final = frozenset(
    "placeholder placeholders placeholderimage spacer blank dummy transparent trans pixel pxl px loading loader "
    "lazyload lazy clear empty noimage nophoto fallback preloader dot grey gray platzhalter vide".split()
)
"""One such word makes a placeholder only where the rest of the name is numbers and sizes."""
ALWAYS: Final = ("placeholder", "spacer.", "1x1.", "1px.", "pixel.gif", "blank.gif", "transparent.gif", "transparent.png",
                 "no-image", "no_image", "noimage", "default-image", "default_image", "data:image/")  # fmt: skip
"""Pieces of an address that say it on their own."""
TRACKERS: Final = (
    "pixel.wp.com", "stats.wp.com", "www.facebook.com/tr", "sb.scorecardresearch.com", "b.scorecardresearch.com",
    "pixel.quantserve.com", "www.google-analytics.com", "googleads.g.doubleclick.net", "ad.doubleclick.net",
    "px.ads.linkedin.com", "bat.bing.com", "t.co/i/adsct", "mc.yandex.ru", "counter.yadro.ru", "top-fwz1.mail.ru",
    "ping.chartbeat.net", "secure-gl.imrworldwide.com", "secure-us.imrworldwide.com", "script.ioam.de", "de.ioam.de",
    "vg02.met.vgwort.de", "vg01.met.vgwort.de", "vg03.met.vgwort.de", "vg04.met.vgwort.de", "vg05.met.vgwort.de",
    "vg06.met.vgwort.de", "vg07.met.vgwort.de", "vg08.met.vgwort.de", "vg09.met.vgwort.de", "logs1187.xiti.com", "analytics.twitter.com",
)  # fmt: skip
