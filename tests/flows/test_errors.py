"""Errors cross processes whole, and each says what to do."""

from __future__ import annotations

import pickle

import pytest

from flows import errors

ERRORS = [
    errors.NotADatasetError("out", "it is a file", "Name another."),
    errors.DamagedDatasetError("out/current.json", "it is gone"),
    errors.UnreadableFileError("out/store/a.parquet"),
    errors.UnknownVersionError("out", 9, (1, 2, 5)),
    errors.NothingPublishedError("out"),
    errors.NothingPublishedError("out", "2026-11-22"),
    errors.NotHeldError("out", "2026-11-22"),
    errors.LockedError("out", "run x"),
    errors.MixedVersionsError("out", "events", (1, 3)),
    errors.StaleManifestError("out", None, 1),
    errors.DiskError("out", "Permission denied"),
    errors.DiskFullError("out", "Disk quota exceeded"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_they_cross_processes(error: errors.DatasetError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert vars(back) == vars(error)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_they_name_what_they_are_about(error: errors.DatasetError) -> None:
    assert str(error).endswith(".")
    assert str(error.args[0]) in str(error)


def test_every_class_is_tried() -> None:
    assert {type(error).__name__ for error in ERRORS} == set(errors.__all__) - {"DatasetError"}
