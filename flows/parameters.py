"""What a person can ask of the flow ``clean``: the UI's form, and the command line's options."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (pydantic reads the annotations)

from pydantic import BaseModel, ConfigDict, Field


class Columns(BaseModel):
    """Names of the fields of a JSONL record."""

    model_config = ConfigDict(extra="forbid")

    html: str = Field("html", title="HTML", description="Field of the scraped HTML or text.")
    url: str = Field("url", title="URL", description="Field that holds the page's address.")
    date_fetched: str = Field(
        "date_fetched",
        title="Fetch time",
        description="Field that holds the time of the scrape: ISO 8601, or epoch seconds.",
    )


class Job(BaseModel):
    """One night to clean: where it lies, where its tables go."""

    model_config = ConfigDict(extra="forbid")

    sources: list[str] = Field(
        title="Sources",
        min_length=1,
        description="Folders, files or globs: .html, .htm, .txt, .jsonl, .jsonl.gz, .jsonl.zst. "
        "`{night:%Y-%m-%d}` in a path stands for the night.",
        examples=[["dumps/{night:%Y-%m-%d}"]],
    )
    out: str = Field(
        title="Dataset", description="Folder of the dataset. It is created when it is missing."
    )
    night: dt.date | None = Field(
        None,
        title="Night",
        description="The night that the rows belong to. Empty: the day of the scheduled start, "
        "and all nights before it that lie at the sources and were never published.",
    )
    since: dt.date | None = Field(
        None,
        title="Oldest night",
        description="When catching up, nights before this one are left alone.",
    )
    timezone: str = Field(
        "UTC",
        title="Time zone",
        description="Of the schedule: says which day a start belongs to.",
        examples=["Europe/Berlin"],
    )
    workers: int | None = Field(
        None,
        ge=1,
        le=256,
        title="Workers",
        description="Processes that clean side by side. Empty: one a core.",
    )
    document_timeout: float = Field(
        30.0,
        gt=0,
        le=3600,
        title="Seconds a document",
        description="A document that takes longer is quarantined, its process is replaced.",
    )
    max_document_bytes: int = Field(
        16 * 2**20,
        ge=1,
        title="Bytes a document",
        description="A larger document is quarantined unread.",
    )
    contract: str | None = Field(
        None,
        title="Contract",
        description="A TOML or Python file with rules of your own: other limits and severities, "
        "also by domain, more rules, further kinds of records.",
        examples=["shop.toml"],
    )
    alert_growth: float = Field(
        0.02,
        gt=0,
        le=1,
        title="Alert on growth",
        description="The event fragmend.quarantine-grew is sent when the share of documents in "
        "quarantine is this much above the night before (0.02: two points of a hundred).",
    )
    webhook: str | None = Field(
        None,
        title="Webhook",
        description="An http(s) address that gets the events as JSON, for those without "
        "automations.",
        examples=["https://hooks.example.org/fragmend"],
    )
    columns: Columns = Field(default_factory=Columns, title="JSONL columns")
