"""Further kinds of records, besides articles and images: read only where they are asked for.

A kind is a function over what has been read of a page already. It gives records (dataclasses with
the columns of their table) or plain dicts; each has ``document_id``, and an id of its own first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from cleaners.extract.context import Context
from cleaners.extract.product import extract_products
from cleaners.extract.structured import Structured
from cleaners.page import Page

Extract = Callable[[Page, Structured, Context], Iterable[Any]]

KINDS: Final[Mapping[str, Extract]] = MappingProxyType({"products": extract_products})
"""Those of ours, by their tables."""

NONE: Final[Mapping[str, Extract]] = MappingProxyType({})
