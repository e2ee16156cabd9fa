"""Units for systemd: the server and the worker as services that come back after a restart."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Final

from flows.production.machine import POOL, PORT, home, server_settings, worker_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNIT: Final = """\
# {path}
[Unit]
Description={about}
{order}
[Service]
{environment}
ExecStart={command}
Restart=always
RestartSec=10
TimeoutStopSec={patience}

[Install]
WantedBy=default.target
"""


def units(api: str | None = None, port: int = PORT) -> str:
    """Both units, each for the file that its first line names; with an ``api`` only the second."""
    folder = "~/.config/systemd/user"
    server = _UNIT.format(
        path=f"{folder}/fragmend-server.service",
        about="Prefect server of fragmend",
        order="After=network.target\n",
        environment=_environment(server_settings(port)),
        command=_command("server", "start"),
        patience=30,
    )
    worker = _UNIT.format(
        path=f"{folder}/fragmend-worker.service",
        about="Prefect worker of fragmend",
        order="" if api else "After=fragmend-server.service\nWants=fragmend-server.service\n",
        environment=_environment(worker_settings(api or f"http://127.0.0.1:{port}/api")),
        command=_command("worker", "start", "--pool", POOL, "--type", "process"),
        patience=300,  # a night that is being published may end
    )
    names = ["fragmend-worker"] if api else ["fragmend-server", "fragmend-worker"]
    enable = "\n".join(
        ["# then:", "#   systemctl --user daemon-reload",
         f"#   systemctl --user enable --now {' '.join(names)}",
         "#   loginctl enable-linger    # they run while nobody is logged in", ""]
    )  # fmt: skip
    return "\n".join([*([] if api else [server]), worker, enable])


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
