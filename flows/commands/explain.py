"""``fragmend explain | reprocess``: a rejected row by its page, and what today's code changes."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (cyclopts reads the annotations)
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.text import Text

from flows.commands.output import OK, as_json, plain, show
from flows.commands.quarantine import (
    Check,
    Domain,
    Folder,
    Json,
    Night,
    pick_of,
)

if TYPE_CHECKING:
    from cyclopts import App


def register(app: App) -> None:
    """Add the commands."""
    app.command(explain)
    app.command(reprocess)


def explain(
    name: Annotated[str, Parameter(help="Id of a rejected row, or the beginning of it.")],
    dataset: Folder,
    *,
    pytest: Annotated[
        Path | None, Parameter(help="Write the case as a test that fails until it is mended.")
    ] = None,
    contract: Annotated[
        str | None,
        Parameter(
            help="Judge by this contract: a TOML or Python file.",
            show_default="the one of its night",
        ),
    ] = None,
    json: Json = False,
) -> int:
    """Explain one rejected row: its page around the value, today's steps, the failing checks.

    The document is judged by the contract that its night was cleaned by, or by another one.

    Examples:
        fragmend explain 616029e496a6 dataset --pytest tests/test_case.py
    """
    from flows.commands.seen import case_page
    from flows.rejected.case import as_pytest
    from flows.rejected.case import explain as look

    case = look(dataset, name, contract=contract)
    if pytest is not None:
        pytest.write_text(as_pytest(case), encoding="utf-8")
    if json:
        found = {"detail": case.detail, "page": case.page, "mended": case.mended}
        as_json(found | {"today": plain(case.today), "raised": case.raised})
    else:
        show(case_page(case))
        if pytest is not None:
            show(Text(f"Written: {pytest}"))
    return OK


def reprocess(
    dataset: Folder,
    *,
    compare: Annotated[
        bool, Parameter(help="Show what differs; nothing is written.", negative=())
    ] = False,
    night: Night = None,
    check: Check = None,
    domain: Domain = None,
    contract: Annotated[
        str | None, Parameter(help="Contract to judge by.", show_default="each night's own")
    ] = None,
    workers: Annotated[
        int | None, Parameter(help="Processes side by side.", show_default="one a core")
    ] = None,
    json: Json = False,
) -> int:
    """Run kept documents through today's code and show what differs from the dataset, by field.

    Only documents with something in quarantine are kept. `fragmend replay` publishes what passes.

    Examples:
        fragmend reprocess --compare dataset

        fragmend reprocess --compare dataset --contract shop.toml
    """
    from flows.commands.seen import differences_page
    from flows.rejected.replaying import serially
    from flows.rejected.reprocess import compare as look

    if not compare:
        show(Text("reprocess needs --compare: it never writes. `fragmend replay` releases rows."))
        return 2
    pick = pick_of(night, check, domain)
    found = look(dataset, serially, pick=pick, workers=workers, contract=contract)
    if json:
        as_json({"sentence": found.sentence, **plain(found)})
    else:
        show(differences_page(found, pick))
    return OK
