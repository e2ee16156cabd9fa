"""What stands in fields for keywords and says nothing about the article."""

from typing import Final

BOILERPLATE: Final = frozenset(
    "news|breaking news|latest news|article|articles|blog|post|home|homepage|online|story|stories|newspaper|uncategorized|general|"
    "nachrichten|aktuelle nachrichten|schlagzeilen|noticias|actualites|info|website|web|page|default|none|undefined|null|tags|keywords|"
    "newsletter|rss|sitemap|search|top stories|featured|trending|all|other|misc|n a|untagged|share|standard|text".split(
        "|"
    )
)
LABELS: Final = ("type:", "sponsored:", "format:", "source:", "template:", "storytype:", "section:", "author:", "contributor:", "locale:", "paywall:", "product:", "ads:")  # fmt: skip
"""Heads of a keyword that address a machine."""
