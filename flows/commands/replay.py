"""``fragmend replay``: the quarantine through today's code; ``fragmend quarantine discard``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.text import Text

from flows.commands.output import OK, as_json, show, stderr
from flows.commands.quarantine import Check, Domain, Folder, Json, Night, pick_of, quarantine

if TYPE_CHECKING:
    from cyclopts import App


def register(app: App) -> None:
    """Add the commands."""
    app.command(replay)


def replay(
    dataset: Folder,
    *,
    night: Night = None,
    check: Check = None,
    domain: Domain = None,
    contract: Annotated[
        str | None, Parameter(help="Contract to judge by.", show_default="each night's own")
    ] = None,
    dry_run: Annotated[
        bool, Parameter(help="Show what would be released; change nothing.", negative=())
    ] = False,
    workers: Annotated[
        int | None, Parameter(help="Processes side by side.", show_default="one a core")
    ] = None,
    json: Json = False,
    verbose: Annotated[bool, Parameter(help="Show Prefect's log.", negative=())] = False,
) -> int:
    """Run what is in quarantine through today's code, and publish what passes now.

    A document is released whole, on the night that it belongs to. What fails still stays, and
    nothing that is published is taken away. A second replay changes nothing.

    Examples:
        fragmend replay dataset --dry-run

        fragmend replay dataset --check page_has_a_body
    """
    from flows.commands.seen import replay_page
    from flows.production.interrupted import ending_at_once
    from flows.production.start import at_server, prepare, running

    prepare(verbose=verbose)
    with ending_at_once(), running(stderr, shown=not verbose), at_server(verbose=verbose):
        from flows.replay import ReplayJob, run

        job = ReplayJob(
            out=dataset,
            night=night,
            check=check,
            domain=domain,
            contract=contract,
            dry_run=dry_run,
            workers=workers,
        )
        result = run(job)
    if json:
        as_json({**vars_of(result), "sentence": result.sentence})
    else:
        show(replay_page(result, pick_of(night, check, domain)))
    return OK


def vars_of(result: object) -> dict[str, object]:
    """The fields of a result, as JSON has them."""
    from flows.commands.output import plain

    fields: dict[str, object] = plain(result)
    return fields


@quarantine.command
def discard(
    dataset: Folder,
    *names: Annotated[str, Parameter(help="Ids of rows, or the beginnings of them.")],
    reason: Annotated[str, Parameter(help="Why, for whoever reads it in a year.")],
    json: Json = False,
) -> int:
    """Discard rejected rows: they stay where they are, named, and replay leaves them alone.

    Discarding the row of an article or a document discards the whole document.

    Examples:
        fragmend quarantine discard dataset 616029e496a6 --reason "a test page"
    """
    from flows.rejected.decide import discard as note
    from flows.shown.escape import counting

    noted = note(dataset, names, reason)
    if json:
        as_json(noted)
    else:
        show(Text(f"{len(noted)} of {counting(len(names), 'row')} discarded now."))
    return OK
