"""The errors of this floor, below those of ``cleaners.errors``.

FragmendError
├── ContractError          a contract says what cannot be
├── SchemaMismatchError    a frame, or rows, without the shape of their schema
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
