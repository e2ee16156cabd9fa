"""The errors of this floor, below those of ``cleaners.errors``.

FragmendError
├── ContractError          a contract says what cannot be
├── SchemaMismatchError    a frame, or rows, without the shape of their schema
├── OtherVersionError      rows of another version of their schema that no migration leads from
└── NoSuchTableError       a name that is no table
"""

from __future__ import annotations

from cleaners.errors import FragmendError


class SchemaMismatchError(FragmendError):
    """A frame lacks columns that its schema names, or has others, or other types."""

    def __init__(self, schema: str, problems: tuple[str, ...]) -> None:
        super().__init__(schema, problems)
        self.schema = schema
        self.problems = problems

    def __str__(self) -> str:
        return (
            f"the rows do not have the shape of {self.schema}: {'; '.join(self.problems)}. "
            "No row was judged; fix the extractor or the schema, then run again."
        )


class NoSuchTableError(FragmendError):
    """A table was named that there is not."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        return f"there is no table {self.name!r}; the tables are {', '.join(self.known)}."


class ContractError(FragmendError):
    """A contract says what cannot be."""

    def __init__(self, said: str, problem: str, expected: str) -> None:
        super().__init__(said, problem, expected)
        self.said = said
        self.problem = problem
        self.expected = expected

    def __str__(self) -> str:
        return (
            f"the contract says {self.said}, which {self.problem}; expected {self.expected}. "
            "Nothing was judged; correct the contract, then run again."
        )


class OtherVersionError(FragmendError):
    """Rows are of another version of their table than today's, and no way leads there."""

    def __init__(
        self, where: str, table: str, found: int, expected: int, step: int | None = None
    ) -> None:
        super().__init__(where, table, found, expected, step)
        self.where = where
        self.table = table
        self.found = found
        self.expected = expected
        self.step = step
        """The first version that no migration starts from; None where the rows are newer."""

    def __str__(self) -> str:
        held = f"{self.where} holds version {self.found} of the table {self.table}"
        if self.step is None:
            return (
                f"{held}, and version {self.expected} is the newest that is known here: a newer "
                "fragmend or contract wrote it. Nothing was changed; update fragmend, or name "
                "that contract by --contract."
            )
        return (
            f"{held}, today's is version {self.expected}, and no migration leads from "
            f"{self.step} to {self.step + 1}. Nothing was changed; write that step, "
            f"MIGRATIONS[{self.table!r}, {self.step}] (docs/contract.md), then run again."
        )
