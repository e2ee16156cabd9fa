"""Cleaning without the cycle collector, which finds nothing in it and looks again and again.

A page becomes many small tuples that all live until the page is done. Each time their number has
grown by a quarter, Python walks over all of them to look for cycles. There are none, since records
and edits point one way. That was a third of the time that hostile megabytes took.
"""

from __future__ import annotations

import gc
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Takes = ParamSpec("_Takes")
_Gives = TypeVar("_Gives")


def uncollected(act: Callable[_Takes, _Gives]) -> Callable[_Takes, _Gives]:
    """``act``, during which no cycles are collected; what is without owner goes as ever.

    Whoever has switched the collector off finds it off, and two threads leave it on at worst too
    early: only what found it on switches it on again.

    >>> uncollected(gc.isenabled)(), gc.isenabled()
    (False, True)
    """

    @wraps(act)
    def acts(*args: _Takes.args, **kwargs: _Takes.kwargs) -> _Gives:
        if not gc.isenabled():
            return act(*args, **kwargs)
        gc.disable()
        try:
            return act(*args, **kwargs)
        finally:
            gc.enable()

    return acts
