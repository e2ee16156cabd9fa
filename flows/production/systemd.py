"""Units for systemd: the server and the worker as services that come back after a restart."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Final

from flows.production.machine import POOL, PORT, home, server_settings, worker_settings
from flows.store.durable import disk_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_UNIT: Final = """\
[Unit]
Description={about}
{order}
[Service]
{environment}
ExecStart={command}
Restart=always
RestartSec=10
# The signal is for the main process; it sees to its own.
KillMode=mixed
TimeoutStopSec={patience}

[Install]
WantedBy=default.target
"""


FOLDER: Final = "~/.config/systemd/user"


def units(api: str | None = None, port: int = PORT) -> dict[str, str]:
    """Both units by the names of their files; with an ``api`` elsewhere only the worker."""
    server = _UNIT.format(
        about="Prefect server of fragmend",
        order="After=network.target\n",
        environment=_environment(server_settings(port)),
        command=_command("server", "start"),
        patience=30,
    )
    worker = _UNIT.format(
        about="Prefect worker of fragmend",
        order="" if api else "After=fragmend-server.service\nWants=fragmend-server.service\n",
        environment=_environment(worker_settings(api or f"http://127.0.0.1:{port}/api")),
        command=_command("worker", "start", "--pool", POOL, "--type", "process"),
        patience=300,  # a night that is being published may end
    )
    both = {"fragmend-server.service": server, "fragmend-worker.service": worker}
    return {name: unit for name, unit in both.items() if unit is worker or not api}


def advice(names: Iterable[str], folder: str = FOLDER) -> str:
    """What is to be done with the units, as comments that a shell takes too."""
    return "\n".join(
        [f"# in {folder}:", "#   systemctl --user daemon-reload",
         f"#   systemctl --user enable --now {' '.join(names)}",
         "#   loginctl enable-linger    # they run while nobody is logged in", ""]
    )  # fmt: skip


def printed(found: Mapping[str, str]) -> str:
    """All units one after the other, each with the name of its file."""
    parts = [f"# {FOLDER}/{name}\n{unit}" for name, unit in found.items()]
    return "\n".join([*parts, advice(found)])


def write(found: Mapping[str, str], folder: Path) -> str:
    """Write each unit to its file; what was there is replaced. Gives what is to be done next."""
    with disk_told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, unit in found.items():
            (folder / name).write_text(unit, encoding="utf-8")
    return advice(found, str(folder))


def _environment(settings: Mapping[str, str]) -> str:
    """Lines ``Environment=``; a percent sign is systemd's own.

    >>> _environment({"A": "50 %"}).splitlines()[-1]
    'Environment="A=50 %%"'
    """
    every = {"PREFECT_HOME": str(home()), **settings}
    return "\n".join(
        f'Environment="{name}={value.replace("%", "%%")}"' for name, value in every.items()
    )


def _command(*arguments: str) -> str:
    return shlex.join([sys.executable, "-m", "prefect", *arguments])
