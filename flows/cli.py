"""The command line. No logic: each command calls one function below and shows what it gives.

What is heavy (Prefect, polars) is imported inside the commands, so that ``--help`` is quick.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (cyclopts reads the annotations)
import gc
import os
import sys
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import App, CycloptsError, CycloptsPanel, MissingArgumentError, Parameter
from cyclopts.validators import Number
from rich.console import Console
from rich.text import Text

from cleaners.errors import FragmendError
from flows import commands
from flows.commands.ending import DATASET, INTERNAL, PUBLISHED, USAGE, code_of, show_outcome
from flows.commands.options import (
    DateColumn,
    HtmlColumn,
    UrlColumn,
    as_day,
)
from flows.commands.refused import is_refusal, place_of, reason_of
from flows.settings import Settings

EXIT_CODES: Final = """\
Exit codes: 0 published, or nothing to do · 1 an error of fragmend itself · 2 bad usage, or a
night, a version or a server that is not there · 3 held back by a gate · 4 input that cannot be
read at all · 5 locked by another run · 6 the dataset's folder is not ours, damaged, or something
cannot be written · 130 interrupted: nothing was published
"""

_OBJECTS: Final = 200_000
"""New objects after which the collector looks for garbage. Python's 700 have it walk all that
Prefect, polars and Pandera bring, again and again while they are imported: an eighth of that time.
"""

_stdout = Console()
_stderr = Console(stderr=True)


def _told(error: CycloptsError) -> object:
    """What is wrong with a command, in a frame; an option that is not there is missing."""
    argument = error.argument
    given = not isinstance(error, MissingArgumentError) or error.keyword is not None
    if given or argument is None or argument.tokens:
        return CycloptsPanel(error)
    command = " ".join(("fragmend", *(error.command_chain or ())))
    return CycloptsPanel(f"{argument.name} is missing. `{command} --help` says what it is.")


app = App(
    name="fragmend",
    help="Turn nightly dumps of scraped HTML into Parquet datasets that people can trust.\n\n"
    "Every field repaired and normalised, every row judged, every rejected row kept with its "
    "reasons, every repair written down.",
    help_epilogue=EXIT_CODES
    + "\nWhat you do not want to repeat stands in `fragmend.toml`, here or in a folder above: "
    'a table a command, such as `[clean]` with `out = "dataset"`.',
    version=lambda: version("fragmend"),
    console=_stdout,
    error_console=_stderr,
    error_formatter=_told,
)


@app.command
def clean(
    *sources: Annotated[str, Parameter(help="Folders, files or globs to clean.")],
    out: Annotated[str, Parameter(help="Folder of the dataset; created when missing.")],
    night: Annotated[
        dt.date | None,
        Parameter(
            converter=as_day,
            help="The night that the rows belong to (YYYY-MM-DD). Left out: today, and before it "
            "all nights that lie where {night:…} in SOURCES says and were never published.",
            show_default="today",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        Parameter(
            help="Processes side by side.",
            show_default="one a core",
            validator=Number(gte=1, lte=256),
        ),
    ] = None,
    html_column: HtmlColumn = "html",
    url_column: UrlColumn = "url",
    date_column: DateColumn = "date_fetched",
    contract: Annotated[
        str | None,
        Parameter(help="A TOML or Python file with rules of your own (docs/contract.md)."),
    ] = None,
    json: Annotated[
        bool, Parameter(help="Print the summary as JSON, for scripts.", negative=())
    ] = False,
    verbose: Annotated[bool, Parameter(help="Show Prefect's log.", negative=())] = False,
) -> int:
    """Clean SOURCES into one night of a dataset and publish it, whole or not at all.

    The same input under the same rules publishes nothing new; changed input replaces its night.

    For example:

    `fragmend clean dumps/2026-11-01 --out dataset --night 2026-11-01`

    `fragmend clean 'dumps/{night:%Y-%m-%d}/*.jsonl.gz' --out dataset`
    """
    from flows.parameters import Columns, Job
    from flows.production.start import run_clean
    from flows.sources.errors import NightNotThereError

    if not sources:
        return _usage("clean needs at least one SOURCE: a folder, a file or a glob.")
    columns = Columns(html=html_column, url=url_column, date_fetched=date_column)
    job = Job(
        sources=list(sources), out=out, night=night, columns=columns, workers=workers,
        contract=contract,
    )  # fmt: skip
    try:
        outcome = run_clean(job, verbose=verbose, console=_stderr)
    except NightNotThereError as late:
        if night is not None:  # it was asked for
            raise
        _stderr.print(Text(f"fragmend: {late}", style="yellow"))
        return PUBLISHED
    return show_outcome(outcome, as_json=json)


@app.command
def inspect(
    file: Annotated[
        str,
        Parameter(
            help="An HTML or text file, or a record: feed.jsonl#3. - reads standard input.",
            allow_leading_hyphen=True,
        ),
    ],
    *,
    url: Annotated[str | None, Parameter(help="The page's address, if known.")] = None,
    root: Annotated[
        Path | None,
        Parameter(help="Source that FILE lies below: its ids are then those of the dataset."),
    ] = None,
    html_column: HtmlColumn = "html",
    url_column: UrlColumn = "url",
    date_column: DateColumn = "date_fetched",
    contract: Annotated[
        str | None,
        Parameter(help="Judge by a contract of your own: a TOML or Python file."),
    ] = None,
    json: Annotated[bool, Parameter(help="Print it as JSON.", negative=())] = False,
) -> int:
    """Explain one document: how it was decoded, what was mended, each field and where it is from.

    Nothing is written anywhere.

    For example: `fragmend inspect sample_data/torn/amp-img-in-text.txt`
    """
    from flows.contracts import load
    from flows.inspect import inspect as look
    from flows.inspect import read_one
    from flows.shown.explain import show_inspection
    from flows.sources.format import Fields, Reading

    fields = Fields(html_column, url_column, date_column)
    raw = read_one(file, root=root, fields=fields)
    most = Reading().max_document_bytes
    inspection = look(raw, url=url, contract=load(contract), max_document_bytes=most)
    if json:
        sys.stdout.write(inspection.to_json() + "\n")
    else:
        _stdout.print(show_inspection(inspection))
    return PUBLISHED


TableName = Literal[
    "documents", "articles", "images", "repairs", "quarantine", "raw", "decisions",
    "fingerprints", "metrics", "products",
]  # fmt: skip


@app.command
def schema(
    table: Annotated[
        TableName | None, Parameter(help="A table of the dataset.", show_default="all are named")
    ] = None,
    *,
    json: Annotated[bool, Parameter(help="Print it as JSON.", negative=())] = False,
) -> int:
    """Show the data dictionary of a TABLE: columns, types, units, and the checks on its rows.

    Without a TABLE: which tables there are, and what a row of each is.
    """
    from flows.shown.explain import schema_as_json, show_schema, show_tables, tables_as_json

    if table is None and json:
        sys.stdout.write(tables_as_json() + "\n")
    elif table is None:
        _stdout.print(show_tables())
    elif json:
        sys.stdout.write(schema_as_json(table) + "\n")
    else:
        _stdout.print(show_schema(table))
    return PUBLISHED


@app.command
def report(
    dataset: Annotated[str, Parameter(help="Folder of the dataset.")],
    *,
    night: Annotated[
        dt.date | None,
        Parameter(converter=as_day, help="The night to tell of.", show_default="the last one"),
    ] = None,
    to: Annotated[Path, Parameter(help="File to write.")] = Path("report.html"),
) -> int:
    """Write what a night gave, and the nights before it, as one HTML file without a network."""
    from flows.report import write_report

    written = write_report(dataset, to, night=str(night) if night else None)
    _stdout.print(Text(f"Written: {written}"))
    return PUBLISHED


commands.register(app)
app.config = (Settings(frozenset(name for name in app if not name.startswith("-"))),)


def _usage(sentence: str) -> int:
    _stderr.print(Text(f"fragmend: {sentence} See fragmend --help."), style="red")
    return USAGE


def _refused(error: OSError) -> int:
    """Tell of what the system refused where nobody foresaw it: a person can see to it."""
    sentence = (
        f"fragmend: {place_of(error)}: {reason_of(error)}. What was published before is unchanged; "
        "see to the path, the rights of this user and the room on the disk, then run again."
    )
    _stderr.print(Text(sentence, style="red"), soft_wrap=True)
    return DATASET


def _internal(error: Exception) -> int:
    """Tell of an error of our own: what was published; where it stands, for a report."""
    from flows.production.interrupted import published_so_far

    _stderr.print(Text("".join(traceback.format_exception(error)).rstrip(), style="dim"))
    sentence = (
        f"fragmend failed, and it is not your doing: {type(error).__name__}: {error}. "
        f"{published_so_far()} Please report it with the lines above."
    )
    _stderr.print(Text(sentence, style="red"), soft_wrap=True)
    return INTERNAL


def main(arguments: list[str] | None = None) -> None:
    """Entry of the console script ``fragmend``."""
    gc.set_threshold(_OBJECTS)  # what is imported from here on is no garbage
    try:
        code = app(arguments, exit_on_error=False, result_action="return_value")
    except CycloptsError:
        code = USAGE  # cyclopts has told what is wrong, in a frame, on stderr
    except FragmendError as error:
        _stderr.print(Text(f"fragmend: {error}", style="red"), soft_wrap=True)
        code = code_of(error)
    except KeyboardInterrupt:
        _stderr.print("fragmend: interrupted; nothing was published.", style="yellow")
        code = 130
    except BrokenPipeError:  # `fragmend schema articles | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PUBLISHED
    except OSError as error:
        code = _refused(error) if is_refusal(error) else _internal(error)
    except Exception as error:  # noqa: BLE001  (the last door: it reports, and ends the process)
        code = _internal(error)
    sys.exit(code if isinstance(code, int) else PUBLISHED)


if __name__ == "__main__":
    main()
