"""Settings under which Prefect asks nobody outside, and starts on a small machine."""

from __future__ import annotations

from typing import Final

QUIET: Final = {
    "DO_NOT_TRACK": "1",
    # Else a look-up of a host and a locked database at the first start.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # The default of 20 s is too close on a small machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}

TERMINAL: Final = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    # The page of a run opens with its log: what a run says of a night must stand there.
    "PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL": "INFO",
}
"""Keeps Prefect's log out of the terminal of a command, and the sentences of a run in its page."""
