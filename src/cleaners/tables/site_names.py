"""Names of sites that a site builder puts in until a person puts in another."""

from typing import Final

UNNAMED: Final = frozenset(
    (
        "my site", "my blog", "my website", "mysite", "site", "website", "site title", "site name",
        "wordpress", "home", "homepage", "untitled", "default", "localhost", "index", "null",
        "undefined", "none", "test", "title", "blog title", "your site name",
    )
)  # fmt: skip
"""Folded."""
