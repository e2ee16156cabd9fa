"""Where a page stands, and so what its relative addresses mean.

The scraper knows best. Where it says nothing, the page does in its canonical link or its Open
Graph: but a copy names the place of its original there, whose host holds none of the copy's
pictures. So a stated address counts only where nothing on the page speaks for another host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaners.normalize.srcset import is_template
from cleaners.normalize.url import domain_of, is_absolute, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.page import Walk

_STATED: Final = ("og:url", "twitter:url")
_OWN_RELS: Final = frozenset(("shortlink", "pingback", "edituri", "https://api.w.org/", "search"))
"""Links in the head that lead to the same site, whatever page they stand on."""
_LOCAL: Final = frozenset(("localhost", "127.0.0.1", "0.0.0.0"))  # noqa: S104
_FEW: Final = 2
_LINKS: Final = 500
_SHORT: Final = 3


def own_address(walk: Walk, url: str | None) -> str | None:
    """The address of a page: ``url`` if the scraper gave it, else as the page states it.

    >>> from cleaners.page import Walk
    >>> said = Walk(metas=[("og:url", "https://example.org/news/fog")])
    >>> own_address(said, None), own_address(said, "https://m.example.org/news/fog")
    ('https://example.org/news/fog', 'https://m.example.org/news/fog')
    >>> own_address(Walk(metas=[("og:url", "/news/fog")]), None)
    """
    if url is not None:
        return resolve(url, None)
    stated = list(dict.fromkeys(_stated(walk)))
    sites = {_site(domain_of(address) or "") for address in stated}
    if len(sites) != 1 or _is_copy(walk, sites.pop()):
        return None
    return next((address for address in stated if not _is_front(address)), stated[0])


def base_of(walk: Walk, own: str | None) -> str | None:
    """What relative addresses of a page refer to: its ``<base>``, or its ``own`` address.

    >>> from cleaners.page import Walk
    >>> base_of(Walk(base="/en/"), "https://example.org/news")
    'https://example.org/en/'
    >>> base_of(Walk(base="/en/"), None)
    """
    known = resolve(own, None) if own else None
    return (resolve(walk.base, known) if walk.base else None) or known


def _stated(walk: Walk) -> Iterator[str]:
    """Absolute addresses that the page gives as its own; no templates, no developer's machines."""
    raws = [href for rel, href, _ in walk.rels if "canonical" in rel.split()]
    raws += [content for name, content in walk.metas if name in _STATED]
    for raw in map(str.strip, raws):
        address = resolve(raw, None) if is_absolute(raw) and not is_template(raw) else None
        if address is not None and domain_of(address) not in _LOCAL:
            yield address


def _is_copy(walk: Walk, site: str) -> bool:
    """Whether the page shows that it stands on another site than ``site``.

    Its head links into another; or its links and its pictures both lead to another, and none of
    them to ``site``.
    """
    heads = {
        _site(host) for rel, href, _ in walk.rels if rel in _OWN_RELS and (host := _host(href))
    }
    if heads and site not in heads:
        return True
    links = [_site(host) for link in walk.links[:_LINKS] if (host := _host(link.href))]
    pictures = {
        _site(host) for seen in walk.images[:_LINKS] if (host := _host(seen.node.get("src") or ""))
    }
    if site in links or site in pictures:
        return False
    return any(links.count(other) >= _FEW for other in pictures)


def _host(address: str) -> str | None:
    return domain_of(address) if address.startswith(("http", "//")) else None


def _site(host: str) -> str:
    """The part of a host that its sub-domains share, as far as its shape tells.

    >>> _site("m.example.org"), _site("news.example.co.uk")
    ('example.org', 'example.co.uk')
    """
    labels = host.split(".")
    short = len(labels) > _FEW and len(labels[-2]) <= _SHORT
    return ".".join(labels[-3:] if short else labels[-2:])


def _is_front(address: str) -> bool:
    return not address.partition("://")[2].partition("/")[2]
