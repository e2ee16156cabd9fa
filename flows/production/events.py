"""Events that automations can act on, and a webhook for those without automations.

``fragmend.gate-breached``: a critical gate holds a night or a domain back.
``fragmend.quarantine-grew``: the share of documents in quarantine is well above the night before.
"""

from __future__ import annotations

import http.client
import json
import re
import threading
import urllib.request
from typing import TYPE_CHECKING, Any, Final, Literal

from flows.shown.escape import harmless, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.shown.summary import Summary

GATE_BREACHED: Final = "fragmend.gate-breached"
QUARANTINE_GREW: Final = "fragmend.quarantine-grew"
FEWEST: Final = 50
"""Documents below which a share says little."""
MOST_SECONDS: Final = 10.0
"""For a webhook, from the call to the end of its answer."""

Name = Literal["fragmend.gate-breached", "fragmend.quarantine-grew"]


def events_of(
    summary: Summary, before: Summary | None, *, growth: float
) -> Iterator[tuple[Name, dict[str, Any]]]:
    """Names and payloads of what a night has to tell; most nights have nothing."""
    if summary.state == "unchanged":
        return
    facts = payload(summary, before)
    if summary.breached:
        yield GATE_BREACHED, facts
    grown = facts["quarantined_share"] - facts["share_before"] >= growth
    if before is not None and grown and min(summary.read, before.read) >= FEWEST:
        yield QUARANTINE_GREW, facts


def payload(summary: Summary, before: Summary | None) -> dict[str, Any]:
    """The night in a few values, short ones, that templates of any kind may show.

    No text of a page is among them, but names of domains are, and those are scraped: what no
    name of a domain has is a "?", so that neither HTML nor Markdown can come of it.
    """
    return {
        "night": summary.night,
        "out": summary.out,
        "run_id": summary.run_id,
        "state": summary.state,
        "badge": summary.badge,
        "sentence": _named(summary.sentence, _SENTENCE),
        "read": summary.read,
        "quarantined": summary.outcomes.get("quarantined", 0),
        "quarantined_share": _share(summary),
        "share_before": _share(before) if before else 0.0,
        "gates": sorted({gate.check for gate in summary.breached}),
        "domains": sorted({_named(g.domain, _DOMAIN) for g in summary.breached if g.domain})[:50],
    }


_DOMAIN: Final = 253
_SENTENCE: Final = 600
_UNNAMED: Final = re.compile(r"[^\w .,:;()%’-]")


def _named(text: str, limit: int) -> str:
    """Words and names of domains, without the signs of any markup.

    >>> _named("post.example: 5 of 10 (50%)", 99), _named("<b>[a](//x)", 99), _named("ab", 1)
    ('post.example: 5 of 10 (50%)', '?b??a?(??x)', '…')
    """
    return shorten(_UNNAMED.sub("?", harmless(text)), limit)


def _share(summary: Summary) -> float:
    return summary.outcomes.get("quarantined", 0) / summary.read if summary.read else 0.0


def post(
    address: str, name: Name, facts: dict[str, Any], seconds: float = MOST_SECONDS
) -> str | None:
    """POST an event as JSON; what went wrong in a sentence, None when it arrived.

    A webhook that does not answer, or answers nonsense, or drop by drop, must neither fail nor
    hold up a night that is published: it is given up after so many seconds, whatever it does.
    """
    if not address.startswith(("https://", "http://")):
        return f"the webhook {address!r} is no http(s) address; nothing was sent"
    problems: list[str | None] = [f"it has not answered within {seconds:.0f} s"]

    def send() -> None:
        problems[0] = _sent(address, {"event": name, **facts}, seconds)

    # A timeout of a socket starts anew with each byte.
    sender = threading.Thread(target=send, daemon=True)
    sender.start()
    sender.join(seconds)
    problem = problems[0]
    return f"the webhook did not take {name}: {problem}" if problem else None


def _sent(address: str, message: dict[str, Any], seconds: float) -> str | None:
    about = {"Content-Type": "application/json", "User-Agent": "fragmend"}
    body = json.dumps(message).encode()
    try:
        request = urllib.request.Request(address, body, about)  # noqa: S310  (http(s), see above)
        with urllib.request.urlopen(request, timeout=seconds):  # noqa: S310  (as above)
            return None
    except (OSError, ValueError, http.client.HTTPException) as error:
        return str(error) or type(error).__name__
