"""One temporary Prefect server for all tests that need one; it starts with the first of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from flows.start import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ |= QUIET | {"PREFECT_LOGGING_LEVEL": "CRITICAL"}  # Prefect reads them at its import


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    with (
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),  # its thread ends late
    ):
        yield
