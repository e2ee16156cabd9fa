"""``fragmend quarantine list | show | stats``: what was rejected, and why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from flows.commands.options import as_day
from flows.commands.output import OK, as_json, show

if TYPE_CHECKING:
    from flows.rejected.picked import Pick

quarantine = App(
    name="quarantine",
    help="Look at rejected rows: what failed, where, and what was decided about it.",
)

Folder = Annotated[str, Parameter(help="Folder of the dataset.")]
Night = Annotated[
    dt.date | None, Parameter(converter=as_day, help="Only this night.", show_default="all")
]
Check = Annotated[str | None, Parameter(help="Only what failed this check.", show_default="all")]
Domain = Annotated[str | None, Parameter(help="Only pages of this host.", show_default="all")]
Json = Annotated[bool, Parameter(help="Print it as JSON, for scripts.", negative=())]


def register(app: App) -> None:
    """Add the commands."""
    app.command(quarantine)


def pick_of(night: dt.date | None, check: str | None, domain: str | None) -> Pick:
    """What a person picked."""
    from flows.rejected.picked import Pick

    return Pick(str(night) if night else None, check, domain)


@quarantine.command(name="list")
def list_rows(
    dataset: Folder,
    *,
    night: Night = None,
    check: Check = None,
    domain: Domain = None,
    limit: Annotated[int, Parameter(help="Rows at most.")] = 50,
    json: Json = False,
) -> int:
    """List rejected rows, the newest night first, each with its first reason.

    Examples:
        fragmend quarantine list dataset --check page_has_a_body
    """
    from flows.commands.seen import rows_table
    from flows.rejected.quarantine import listed

    pick = pick_of(night, check, domain)
    rows, counted = listed(dataset, pick, limit)
    if json:
        as_json({"rows": rows, "count": counted})
    else:
        show(rows_table(rows, counted, pick))
    return OK


@quarantine.command(name="show")
def show_row(
    name: Annotated[str, Parameter(help="Id of the row, or the beginning of it.")],
    dataset: Folder,
    *,
    json: Json = False,
) -> int:
    """Show one rejected row: all its reasons, its values, and what was decided about it."""
    from flows.commands.seen import detail_page
    from flows.rejected.quarantine import detail

    found = detail(dataset, name)
    if json:
        as_json(found)
    else:
        show(detail_page(found))
    return OK


@quarantine.command(name="stats")
def show_stats(
    dataset: Folder,
    *,
    night: Night = None,
    check: Check = None,
    domain: Domain = None,
    json: Json = False,
) -> int:
    """Count rejected rows by check, domain and template, with the smallest page of each.

    A template is told by the elements down to the headline of a page.
    """
    from flows.commands.seen import groups_table
    from flows.rejected.quarantine import stats

    pick = pick_of(night, check, domain)
    groups = stats(dataset, pick)
    if json:
        as_json(groups)
    else:
        show(groups_table(groups, pick))
    return OK
