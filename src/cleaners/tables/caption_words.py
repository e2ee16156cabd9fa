"""Sub-words of classes that name the words under an image.

Credits win over captions, because themes call the credit ``caption-credit``. Left out on
purpose: ``text``, ``title`` and ``info``, which name everything.
"""

from typing import Final

CREDITS: Final = frozenset(
    "credit credits copyright copyrights courtesy photographer photographers fotograf attribution creditline "
    "source sources quelle bildquelle fotocredit photocredit imagecredit lic licence license author autor auteur "
    "byline agency agentur rights copyrightholder creator firma credito creditos".split()
)
CAPTIONS: Final = frozenset(
    "caption captions figcaption imagecaption photocaption legend legende legenda bildunterschrift bu bildtext "
    "subline subtitle cutline description desc pie epigraph imgdesc piedefoto didascalia captiontext".split()
)
NOT_CAPTIONS: Final = frozenset("toggle button btn close icon counter video share".split())
"""Beside them a word of ``CAPTIONS`` names a control."""
HIDDEN: Final = frozenset(
    "offscreen hidden sr visually screenreader visuallyhidden vh assistive toggle icon".split()
)
"""Text that only a screen reader says, mostly labels."""
