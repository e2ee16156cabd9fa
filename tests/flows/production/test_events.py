"""Events and the webhook: what is told, when, and what a dead address does."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from prefect.server.utilities.user_templates import render_user_template

from flows.production.events import GATE_BREACHED, QUARANTINE_GREW, events_of, post
from flows.shown.summary import Gate, Summary
from tests.flows.hostile import HOSTILE
from tests.flows.shown.test_artifacts import hostile

NIGHT = Summary(
    "2026-11-02", "out", "published", "r", 1, 100, {"published": 98, "quarantined": 2}, {}
)
BREACH = Gate("share_quarantined", None, "critical", 0.5, 0.3, "half")
WORSE = replace(NIGHT, outcomes={"published": 90, "quarantined": 10})

CASES = [
    pytest.param(NIGHT, None, [], id="a-first-night"),
    pytest.param(NIGHT, NIGHT, [], id="a-quiet-night"),
    pytest.param(WORSE, NIGHT, [QUARANTINE_GREW], id="eight-points-more"),
    pytest.param(NIGHT, WORSE, [], id="eight-points-less"),
    pytest.param(replace(WORSE, read=20, outcomes={"quarantined": 10}), NIGHT, [], id="too-few"),
    pytest.param(replace(NIGHT, gates=(BREACH,)), None, [GATE_BREACHED], id="breached"),
    pytest.param(
        replace(NIGHT, gates=(replace(BREACH, severity="error"),)), None, [], id="an-error-only"
    ),
    pytest.param(replace(WORSE, state="unchanged", gates=(BREACH,)), NIGHT, [], id="told-before"),
]


@pytest.mark.parametrize(("tonight", "before", "names"), CASES)
def test_what_a_night_tells(tonight: Summary, before: Summary | None, names: list[str]) -> None:
    assert [name for name, _ in events_of(tonight, before, growth=0.02)] == names


def test_numbers_stay_numbers() -> None:
    ((_, facts),) = events_of(WORSE, NIGHT, growth=0.02)
    assert (facts["quarantined"], facts["quarantined_share"], facts["share_before"]) == (
        10, 0.1, 0.02,
    )  # fmt: skip
    assert json.loads(json.dumps(facts)) == facts


TEMPLATE = """\
{{ event.payload.sentence }} {{ event.payload.out }}
{% for site in event.payload.domains %}{{ site }}
{% endfor %}{% for gate in event.payload.gates %}{{ gate }}
{% endfor %}{{ event.payload }}"""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_template_of_an_automation_shows_nothing_hostile(text: str) -> None:
    """Prefect renders the payload into mails and chats, and escapes nothing."""
    ((_, facts),) = events_of(hostile(text, 20), None, growth=0.02)
    shown = asyncio.run(render_user_template(TEMPLATE, {"event": {"payload": facts}}))
    assert "Jinja" not in shown  # else it was not rendered at all
    assert not set("<>[]`*|\\$&#@\x1b\u202e") & set(shown.partition("{'")[0])
    assert len(shown) < 40_000


def test_a_webhook_gets_the_event() -> None:
    got: list[Any] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        assert post(address, GATE_BREACHED, {"night": "2026-11-02"}) is None
        thread.join()
    assert got == [{"event": GATE_BREACHED, "night": "2026-11-02"}]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://x", "", "http://127.0.0.1:9/", "http://[bad", "http://a b/",
        "http://user:p@ss:word@/", "http://\udcff/", "http://nowhere.invalid/", "http://127.0.0.1:x/",
    ],
)  # fmt: skip
def test_an_address_that_does_not_answer_fails_nothing(address: str) -> None:
    assert post(address, QUARANTINE_GREW, {})


ANSWERS = [
    pytest.param([b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"], "500", id="an-error"),
    pytest.param([b"HTTP/1.1 302 Go\r\nLocation: file:///etc/passwd\r\n\r\n"], "", id="away"),
    pytest.param([b"good morning\n"], "good morning", id="nonsense"),
    pytest.param([b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000], "", id="an-endless-header"),
    pytest.param([], "", id="a-closed-line"),
    pytest.param([b"H"] * 40, "within 1 s", id="drop-by-drop"),
    pytest.param([b""] * 40, "", id="silence"),
]


@pytest.mark.parametrize(("answer", "problem"), ANSWERS)
def test_a_webhook_that_is_ill_fails_nothing_and_holds_nothing_up(
    answer: list[bytes], problem: str
) -> None:
    over = threading.Event()

    def serve(listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line, suppress(OSError):
            line.recv(65_536)
            for part in answer:
                line.sendall(part)
                if len(answer) > 1 and over.wait(0.1):
                    break

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,))
        thread.start()
        began = time.monotonic()
        told = post(f"http://127.0.0.1:{listening.getsockname()[1]}/", GATE_BREACHED, {}, 1.0)
        took = time.monotonic() - began
        over.set()
        thread.join()
    assert told is not None
    assert problem in told
    assert took < 3
