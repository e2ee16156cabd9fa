"""``fragmend erase | vacuum | versions | rollback | migrate``: what a dataset keeps, how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.text import Text

from flows.commands.output import OK, as_json, show
from flows.commands.quarantine import Folder, Json  # noqa: TC001  (cyclopts reads the annotations)

if TYPE_CHECKING:
    from cyclopts import App

NOT_GONE, NOT_THERE = 1, 2


def register(app: App) -> None:
    """Add the commands."""
    for command in (versions, rollback, vacuum, erase, migrate):
        app.command(command)


def versions(dataset: Folder, *, json: Json = False) -> int:
    """List the versions that are kept: when, which nights, how many rows."""
    from flows.commands.seen import versions_table
    from flows.store.history import history

    told = history(dataset)
    if json:
        as_json(told)
    else:
        show(versions_table(told))
    return OK


def rollback(
    dataset: Folder,
    *,
    to: Annotated[int, Parameter(help="The version whose content is to be published again.")],
    json: Json = False,
) -> int:
    """Publish the content of an older version again, as a new version; nothing is lost.

    A night that the older version lacks stays away until someone asks for it by its date.

    Examples:
        fragmend rollback dataset --to 11
    """
    from flows.store.history import roll_back

    done = roll_back(dataset, to)
    if json:
        as_json({"version": done.version, "restored_from": to, "left_out": done.left_out})
    else:
        show(Text(done.sentence))
    return OK


def vacuum(
    dataset: Folder,
    *,
    keep_versions: Annotated[
        int | None, Parameter(help="Newest versions that stay.", show_default="all")
    ] = None,
    grace: Annotated[
        float, Parameter(help="Days that nothing younger than is taken: readers may hold it.")
    ] = 7,
    keep_raw: Annotated[
        int | None,
        Parameter(help="Days that the bytes of rejected documents stay.", show_default="for ever"),
    ] = None,
    json: Json = False,
) -> int:
    """Remove what nobody needs: old versions, files that no version names, remains of dead runs.

    Without the bytes of a rejected document it cannot be replayed any more; its row stays.

    Examples:
        fragmend vacuum dataset --keep-versions 30 --keep-raw 90
    """
    from flows.store.history import clear

    removed = clear(dataset, keep_versions=keep_versions, grace_days=grace, keep_raw_days=keep_raw)
    if json:
        as_json(removed)
    else:
        show(Text(removed.sentence))
    return OK


def erase(
    dataset: Folder,
    *,
    url: Annotated[list[str] | None, Parameter(help="Address of a page; may be repeated.")] = None,
    document: Annotated[list[str] | None, Parameter(help="A document_id; may be repeated.")] = None,
    dry_run: Annotated[
        bool, Parameter(help="Count what would be erased; change nothing.", negative=())
    ] = False,
    json: Json = False,
) -> int:
    """Take documents out of every table and every version that is kept, and prove that it is so.

    Of several names those that are there are erased; the others are named, and the exit code is 2.

    What is erased cannot be brought back. Take it out of the source too: a night that is cleaned
    again would bring it back. Prefect's own database, reports and copies elsewhere are yours.

    Examples:
        fragmend erase dataset --url https://news.example/story --dry-run
    """
    from flows.rejected.erase import erase as take_out

    erased = take_out(dataset, documents=document or (), urls=url or (), dry_run=dry_run)
    if json:
        as_json({"sentence": erased.sentence, **_fields(erased)})
    else:
        show(Text(erased.sentence))
    if erased.proof and not erased.proof.holds:
        return NOT_GONE
    return NOT_THERE if erased.missing else OK


def migrate(
    dataset: Folder,
    *,
    contract: Annotated[
        str | None, Parameter(help="Contract that brought tables, with their migrations.")
    ] = None,
    dry_run: Annotated[
        bool, Parameter(help="Count the files; change nothing.", negative=())
    ] = False,
    json: Json = False,
) -> int:
    """Write files of older nights again, in the columns of today, as one new version.

    Our own commands read older files as they are. This is for whoever reads the Parquet with other
    tools, which see the columns of each file as it was written.

    Examples:
        fragmend migrate dataset --dry-run
    """
    from flows.store.migrating import migrate_files

    migrated = migrate_files(dataset, contract=contract, dry_run=dry_run)
    if json:
        as_json({"sentence": migrated.sentence, **_fields(migrated)})
    else:
        show(Text(migrated.sentence))
    return OK


def _fields(erased: object) -> dict[str, object]:
    from flows.commands.output import plain

    fields: dict[str, object] = plain(erased)
    return fields
