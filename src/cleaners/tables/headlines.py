"""How sites glue their name and sections to a headline, and what is never one.

SEPARATORS stand with a space on each side; a bare hyphen inside a word parts nothing. Those of
one family (BARS, DASHES, the colons, all others) weigh alike, so that a rare one is known too.
"""

from typing import Final

BARS: Final = (" | ", "｜", "丨", " ¦ ", " ‖ ", " || ", " │ ")
DASHES: Final = (" - ", " – ", " — ", " ― ", " -- ", " ‐ ", " − ", " ー ")
SIGNS: Final = (" • ", " · ", " » ", " :: ", " › ", " « ", " < ", " > ", " ~ ", " ‹ ", " ⋆ ", " // ", " ∙ ", " ⋅ ", " ‧ ", " ・ ", " ● ", " ▷ ", " ► ", " ▸ ",
                " → ", " ← ", " ◆ ", " ★ ", " ☆ ", " @ ", " ᐅ ", " ➤ ", " ≫ ", " >> ", " << ", " ▪ ", " ✓ ", " * ")  # fmt: skip
"""Hardly ever part of a headline."""
SEPARATORS: Final = (*BARS, *DASHES, *SIGNS, " : ", ": ", " / ", " _ ", "_")
NOT_HEADLINES: Final = frozenset(
    "home|homepage|blog|news|article|articles|menu|search|welcome|untitled|untitled document|index|login|log in|sign in|loading|"
    "startseite|accueil|inicio|nieuws|nachrichten|noticias|actualites|page not found|404|error|just a moment|access denied|"
    "share|comments|related articles|related posts|latest news|most read|subscribe|newsletter|navigation|contents|table of contents".split(
        "|"
    )
)
META_TITLES: Final = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title", "title", "cxenseparse:title")  # fmt: skip

TITLES: Final = frozenset(
    "title titles headline headlines heading titre titulo titolo titel tittel otsikko".split()
)
"""Sub-words of the class of a heading that is the title of an entry …"""
NOT_TITLES: Final = frozenset(
    "site blog logo brand widget section sidebar related card teaser promo block module navigation menu nav footer "
    "comment comments reply respond modal popup newsletter archive author subtitle sub page".split()
)
"""… unless one of these stands beside it."""
KICKERS: Final = frozenset(
    "kicker overline eyebrow label category section topline toplinie dachzeile roofline supertitle supertitre antetitulo pretitle pretitulo "
    "occhiello spitzmarke rubrik rubric tag prefix badge flag hat surtitre volanta cintillo ladillo vignette".split()
)
"""Of what stands above a headline inside of its heading."""
MASTHEADS: Final = frozenset(
    "site masthead logo branding brand sitename sitetitle blogname".split()
)
"""Of what names the site and not the page."""
SMALL_WORDS: Final = frozenset(
    "and for with from what how why its into after over und den dem des ein eine von mit auf aus bei nach wie was "
    "del una uno con por para que une des dans pour sur avec che per nel alla een van met voor ett och".split()
)
"""Words of three letters and more that say nothing of what a headline is about."""
