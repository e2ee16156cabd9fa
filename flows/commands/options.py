"""Options that several commands have, declared once so that they read alike everywhere."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

HtmlColumn = Annotated[str, Parameter(help="JSONL: field of the HTML.")]
UrlColumn = Annotated[str, Parameter(help="JSONL: field of the URL.")]
DateColumn = Annotated[str, Parameter(help="JSONL: field of the fetch time.")]
