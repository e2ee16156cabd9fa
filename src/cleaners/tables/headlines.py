"""How sites glue their name and sections to a headline, and what is never one.

SEPARATORS stand with a space on each side; a bare hyphen inside a word parts nothing.
"""

from typing import Final

SEPARATORS: Final = (" | ", " - ", " – ", " — ", " • ", " · ", " » ", " :: ", " › ", " « ", " < ", " > ", " ~ ", " ‹ ", " ⋆ ", " / ", " // ", " _ ", "｜", "丨", "_", ": ", " ー ")  # fmt: skip
NOT_HEADLINES: Final = frozenset(
    "home|homepage|blog|news|article|articles|menu|search|welcome|untitled|untitled document|index|login|log in|sign in|loading|"
    "startseite|accueil|inicio|nieuws|nachrichten|noticias|actualites|page not found|404|error|just a moment|access denied|"
    "share|comments|related articles|related posts|latest news|most read|subscribe|newsletter|navigation|contents|table of contents".split(
        "|"
    )
)
META_TITLES: Final = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title", "title", "cxenseparse:title")  # fmt: skip
