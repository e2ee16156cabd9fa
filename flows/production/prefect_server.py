"""The process of a temporary Prefect server: what ``python -m uvicorn`` would be, for less.

Prefect's server makes several hundred thousand objects while it is imported and its routes are
built, and none of them becomes garbage; yet the collector walks them over and over, which was a
fifth of the time to start. So it waits until they stand, and leaves them alone from then on.
"""

from __future__ import annotations

import gc
import sys


def serve(port: int) -> None:
    """Be the server until it is told to end."""
    gc.disable()
    import uvicorn  # noqa: PLC0415  (not collected meanwhile; see above)
    from prefect.server.api.server import create_app  # noqa: PLC0415  (as above)

    app = create_app()
    gc.freeze()
    gc.enable()
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", lifespan="on")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
