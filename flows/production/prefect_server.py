"""The process of a temporary Prefect server: what ``python -m uvicorn`` would be, for less.

Prefect's server makes several hundred thousand objects while it is imported and its routes are
built, and none of them becomes garbage; yet the collector walks them over and over, which was a
fifth of the time to start. So it waits until they stand, and leaves them alone from then on.

Its broker looks four times a second for work whose time has come, in a database of its own in
memory, which is a third of what an idle server costs. No setting of Prefect says how often. Here
it looks every few seconds: nothing that is due in the life of one run is that urgent.
"""

from __future__ import annotations

import gc
import sys
from datetime import timedelta
from functools import partial
from typing import Any, Final

_LOOK_EVERY: Final = timedelta(seconds=5)
"""How long what is due may wait. Work that arrives wakes the broker at once, as before."""


def serve(port: int) -> None:
    """Be the server until it is told to end."""
    gc.disable()
    import uvicorn  # noqa: PLC0415  (not collected meanwhile; see above)
    from prefect.server.api.server import create_app  # noqa: PLC0415  (as above)

    look_less_often()
    app = create_app()
    gc.freeze()
    gc.enable()
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", lifespan="on")


def look_less_often() -> bool:
    """Let the broker's worker look every few seconds; False where this Prefect has it elsewhere.

    It is then left as it is: the server works all the same.
    """
    from importlib import import_module  # noqa: PLC0415  (as above)
    from inspect import signature  # noqa: PLC0415  (as above)

    workers: Any = import_module("prefect.server.api.background_workers")
    worker = getattr(workers, "Worker", None)
    wanted = ("minimum_check_interval", "scheduling_resolution")
    if worker is None or not set(wanted) <= set(signature(worker).parameters):
        return False
    workers.Worker = partial(worker, **dict.fromkeys(wanted, _LOOK_EVERY))
    return True


if __name__ == "__main__":
    serve(int(sys.argv[1]))
