"""The errors of fragmend. Bad data is a result; an error means that a person must act.

    FragmendError
    ├── SourceError            a source that is missing, empty or cannot be read
    ├── DatasetError           an output folder that is not ours, or is damaged
    │   ├── NotADatasetError
    │   └── LockedError        another run holds the dataset
    ├── ConfigurationError     fragmend.toml or a contract says what cannot be
    └── SchemaMismatchError    a frame without the shape of its schema

They stand on the lowest floor so that each floor can raise them. Every class passes its
plain arguments to ``super()``: an error that cannot be unpickled hides itself when it
crosses a process.
"""

from __future__ import annotations

__all__ = ["FragmendError"]


class FragmendError(Exception):
    """Base of all errors that fragmend raises on purpose."""
