"""What orchestration costs: processor time inside the shards, and all of the rest.

    python benchmarks/dump.py FOLDER
    python benchmarks/orchestration.py FOLDER [--workers N] [--home DIR]

Runs ``fragmend clean FOLDER`` with a temporary Prefect server, watches the processes that it
starts, and tells their processor time by what they are: ``shards`` (the worker processes),
``server`` (Prefect's), ``flow`` (planning, settling, publishing, and Prefect's client), and of
each stage how much of it was spent until then. Without ``--home`` Prefect has a new home, and so
makes its database first, which a machine does once.
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


def sums_of(seen: Times) -> dict[str, float]:
    sums: dict[str, float] = {}
    for kind, spent in list(seen.values()):
        sums[kind] = sums.get(kind, 0.0) + spent
    return sums


def measure(folder: str, workers: int | None, home: str | None) -> None:
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "flows.cli", "clean", folder, "--out", f"{place}/out",
                   "--night", "2026-11-01"]  # fmt: skip
        command += ["--workers", str(workers)] if workers else []
        environment = os.environ | {"PREFECT_HOME": home or f"{place}/home"}
        environment.pop("PREFECT_API_URL", None)
        began = time.monotonic()
        process = subprocess.Popen(
            command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        seen: Times = {}
        watcher = threading.Thread(target=watch, args=(process, seen))
        watcher.start()
        assert process.stderr
        stages = []
        for line in process.stderr:
            look(process.pid, seen)
            stages.append((line.strip(), time.monotonic() - began, sums_of(seen)))
        process.wait()
        watcher.join()
        whole = time.monotonic() - began
    sums = sums_of(seen)
    total = sum(sums.values())
    for line, at, spent in [*stages, ("the end", whole, sums)]:
        told = "  ".join(f"{kind} {seconds:6.1f}" for kind, seconds in sorted(spent.items()))
        print(f"{at:8.1f} s  {line:<34} {told}")
    for kind, seconds in sorted(sums.items()):
        print(f"{kind:>8}: {seconds:7.1f} s of processor time, {100 * seconds / total:5.1f} %")
    outside = total - sums.get("shards", 0.0)
    print(f" outside: {outside:7.1f} s, {100 * outside / total:5.1f} %")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--home")
    given = parser.parse_args()
    measure(given.folder, given.workers, given.home)
