"""What all tests share: one Prefect server, which starts with the first that needs it, and tables.

A contract of a test may bring tables to its process; they are gone after it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from flows.production import interrupted
from flows.production.quiet import QUIET
from schemas import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ |= QUIET | {"PREFECT_LOGGING_LEVEL": "CRITICAL"}  # Prefect reads them at its import
# A fifth of a second for an example is little where others work too.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    with (
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),  # its thread ends late
    ):
        yield
    for watcher in interrupted._kept:  # a command that ran here had one look after the server
        watcher.communicate()  # ends with its pipe
    interrupted._kept.clear()
    interrupted._servers.clear()


@pytest.fixture(autouse=True)
def tables_of_ours() -> Iterator[None]:
    kept = [(known, dict(known)) for known in (tables._KNOWN, tables._FURTHER)]
    yield
    for known, before in kept:
        known.clear()
        known.update(before)
