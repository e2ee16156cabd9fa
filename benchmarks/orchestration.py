"""What orchestration costs: processor time inside the shards, and all of the rest.

    python benchmarks/orchestration.py FOLDER [--workers N]

Runs ``fragmend clean FOLDER`` with a temporary Prefect server and a home of its own, watches the
processes that it starts, and tells their processor time by what they are: ``shards`` (the worker
processes), ``server`` (Prefect's), ``flow`` (planning, settling, publishing, and Prefect's client).
``start`` is how long it took from the command to the first stage of work.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
Times = dict[int, tuple[str, float]]


def kind_of(command: str) -> str:
    if "flows.workers.worker" in command:
        return "shards"
    return "server" if "prefect" in command and "flows.cli" not in command else "flow"


def look(root: int, seen: Times) -> None:
    """Note the processor time of a process and all below it."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command = (path.parent / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        stats[int(path.parent.name)] = (int(fields[1]), fields, command)
    family = {root}
    while True:
        more = {pid for pid, (parent, _, _) in stats.items() if parent in family} - family
        if not more:
            break
        family |= more
    for pid in family & stats.keys():
        _, fields, command = stats[pid]
        if command.strip():
            spent = (int(fields[11]) + int(fields[12])) / TICKS
            seen[pid] = (kind_of(command), spent)


def watch(process: subprocess.Popen[str], seen: Times) -> None:
    while process.poll() is None:
        look(process.pid, seen)
        time.sleep(0.1)


def measure(folder: str, workers: int | None) -> None:
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "flows.cli", "clean", folder, "--out", f"{place}/out",
                   "--night", "2026-11-01"]  # fmt: skip
        command += ["--workers", str(workers)] if workers else []
        environment = os.environ | {"PREFECT_HOME": f"{place}/home"}
        environment.pop("PREFECT_API_URL", None)
        began = time.monotonic()
        process = subprocess.Popen(
            command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        seen: Times = {}
        watcher = threading.Thread(target=watch, args=(process, seen))
        watcher.start()
        assert process.stderr
        stages = [(line.strip(), time.monotonic() - began) for line in process.stderr]
        process.wait()
        watcher.join()
        whole = time.monotonic() - began
    sums: dict[str, float] = {}
    for kind, spent in seen.values():
        sums[kind] = sums.get(kind, 0.0) + spent
    total = sum(sums.values())
    for line, at in stages:
        print(f"{at:8.1f} s  {line}")
    print(f"{whole:8.1f} s  the end")
    for kind, spent in sorted(sums.items()):
        print(f"{kind:>8}: {spent:7.1f} s of processor time, {100 * spent / total:5.1f} %")
    outside = total - sums.get("shards", 0.0)
    print(f" outside: {outside:7.1f} s, {100 * outside / total:5.1f} %")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--workers", type=int)
    given = parser.parse_args()
    measure(given.folder, given.workers)
