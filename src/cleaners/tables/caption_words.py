"""Sub-words of classes that name the words under an image.

Credits win over captions, because themes call the credit ``caption-credit``. Left out on
purpose: ``text``, ``title`` and ``info``, which name everything.
"""

from typing import Final

CREDITS: Final = frozenset(
    "credit credits copyright copyrights photographer photographers fotograf bildquelle fotocredit "
    "photocredit imagecredit creditline copyrightholder imagesource photosource bildnachweis bildrechte fotonachweis fotokredit crediti "
    "photographe fotografo photoby imageby rights credito creditos "
    "source sources quelle courtesy attribution lic licence license agency agentur".split()
)
"""Wherever they stand near an image."""
CREDITS_INSIDE: Final = frozenset("author autor auteur byline creator firma".split())
"""Only inside a figure or a caption: elsewhere they name the article's author."""
CAPTIONS: Final = frozenset(
    "caption captions figcaption imagecaption photocaption mediacaption thumbcaption gallerycaption imgcaption bildunterschrift "
    "bildlegende bildtext billedtekst bildetekst kuvateksti bijschrift onderschrift cutline imgdesc piedefoto piefoto didascalia captiontext imagedescription".split()
)
CAPTIONS_INSIDE: Final = frozenset(
    "legend legende legenda bu subline subtitle description desc pie epigraph".split()
)
"""Only where they name few words, or inside a figure: elsewhere they name any text."""
FIGURES: Final = frozenset("figure image img photo foto picture bild".split())
"""Of an element: it is the figure of an image."""
NOT_CAPTIONS: Final = frozenset("btn close counter video share".split())
"""Beside them a word of ``CAPTIONS`` names a control."""
CONTROLS: Final = frozenset("toggle hide expand".split())
"""What is shown to be pressed."""
HIDDEN: Final = frozenset(
    "offscreen hidden sr visually screenreader visuallyhidden vh assistive icon".split()
)
"""Text that only a screen reader says, mostly labels."""
