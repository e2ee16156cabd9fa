# ruff: noqa: E501  (tables of cases)
from __future__ import annotations

import time

import pytest

from cleaners.normalize.person import is_full_name, parse_people

CASES = [
    pytest.param("Ada Lovelace", ("Ada Lovelace",), id="one"),
    pytest.param("By Ada Lovelace and Mary Somerville", ("Ada Lovelace", "Mary Somerville"), id="by"),
    pytest.param("Von Ada Lovelace, Karl Gauß", ("Ada Lovelace", "Karl Gauß"), id="von"),
    pytest.param("Ada Lovelace | Mary Somerville", ("Ada Lovelace", "Mary Somerville"), id="bar"),
    pytest.param("Lovelace, Ada", ("Ada Lovelace",), id="surname-first"),
    pytest.param("ADA LOVELACE", ("Ada Lovelace",), id="shouted"),
    pytest.param("Ada Lovelace, Ph.D.", ("Ada Lovelace",), id="degree"),
    pytest.param("Rui Ma", ("Rui Ma",), id="surname-like-a-degree"),
    pytest.param("Ada Lovelace - Product marketer", ("Ada Lovelace",), id="trade"),
    pytest.param("Anne-Marie Curie", ("Anne-Marie Curie",), id="hyphen"),
    pytest.param("Ada Lovelace in Mathematics", ("Ada Lovelace",), id="section"),
    pytest.param("Ada Lovelace Writer", ("Ada Lovelace",), id="role-behind"),
    pytest.param("Jane Doe, Science Editor", ("Jane Doe",), id="synthetic-role-behind-a-comma"),
    pytest.param("Jane Doe Senior Science Editor", ("Jane Doe",), id="synthetic-role-of-three-words"),
    pytest.param("Jane DoeScience Editor", ("Jane Doe",), id="synthetic-role-glued-by-spans"),
    pytest.param("Jane DoeDeputy Editor and John RoeReporter", ("Jane Doe", "John Roe"), id="synthetic-roles-glued-twice"),
    pytest.param("Jane MacDonald Editor", ("Jane MacDonald",), id="synthetic-near-miss-capital-inside"),
    pytest.param("By Science Editor Jane Doe", ("Jane Doe",), id="synthetic-role-before"),
    pytest.param("Jane Doe, Environment Correspondent and John Roe, Data Editor", ("Jane Doe", "John Roe"), id="synthetic-two-with-roles"),
    pytest.param("Jane Doe, Middle East correspondent", ("Jane Doe",), id="synthetic-role-of-a-place"),
    pytest.param("Von Petra Muster, Wissenschaftsredakteurin", ("Petra Muster",), id="synthetic-role-de"),
    pytest.param("Marie Curie, correspondante à Berlin", ("Marie Curie",), id="synthetic-role-fr"),
    pytest.param("Juan Pérez, enviado especial", ("Juan Pérez",), id="synthetic-role-es"),
    pytest.param("Иван Петров, корреспондент", ("Иван Петров",), id="synthetic-role-ru"),
    pytest.param("Jane Doe, PhD, Senior Lecturer in Fog Studies", ("Jane Doe",), id="synthetic-lecturer"),
    pytest.param("By Jane Doe for The Post", ("Jane Doe",), id="synthetic-house-behind-for"),
    pytest.param("Farokh Engineer", ("Farokh Engineer",), id="near-miss-surname-of-a-trade"),
    pytest.param("Chief Political Correspondent", (), id="synthetic-nothing-but-a-role"),
    pytest.param("Jane Wright, Paul Bishop", ("Jane Wright", "Paul Bishop"), id="synthetic-near-miss-surnames-of-trades"),
    pytest.param("Kate Author", ("Kate Author",), id="role-that-is-a-surname"),
    pytest.param("The Solent Post", (), id="article-before"),
    pytest.param("作者：王小明", ("王小明",), id="chinese"),
    pytest.param("记者 张三 李四", ("张三", "李四"), id="synthetic-two-chinese-names-in-a-row"),
    pytest.param("文・田中 葵　写真・山田 太郎", ("田中 葵",), id="synthetic-photographer-beside"),
    pytest.param("ジェーン・ドウ", ("ジェーン・ドウ",), id="synthetic-near-miss-point-inside-a-name"),
    pytest.param("홍길동·김철수 기자", ("홍길동", "김철수"), id="synthetic-korean"),
    pytest.param("本报编辑部", (), id="synthetic-chinese-desk"),
    pytest.param("Ada Lovelace; Ada Lovelace", ("Ada Lovelace",), id="twice"),
    pytest.param("Reuters Staff", (), id="agency"),
    pytest.param("admin", (), id="account"),
    pytest.param("https://example.org/author/ada", (), id="address"),
    pytest.param("7 March 2019", (), id="date"),
    pytest.param("Center for Fog and Research", (), id="organisation-is-not-cut-in-two"),
    pytest.param("example.org", (), id="domain"),
    pytest.param("", (), id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "names"), CASES)
def test_parse_people(raw: str, names: tuple[str, ...]) -> None:
    assert parse_people(raw) == names


def test_a_publisher_may_call_a_desk_a_person() -> None:
    assert parse_people("Reuters", stated=True) == ("Reuters",)
    assert parse_people("admin", stated=True) == ()
    assert parse_people("Science Editor", stated=True) == ()


@pytest.mark.parametrize(
    ("text", "holds"),
    [("Ludwig van Beethoven", True), ("Aoife O'Riordan", True), ("Free Trial", False), ("Terms of Use", False), ("Fog", False)],
)  # fmt: skip
def test_is_full_name(text: str, *, holds: bool) -> None:
    assert is_full_name(text) is holds


@pytest.mark.parametrize(
    "text", ["by " * 300_000, "A, " * 300_000, "(" * 10**6, "a" * 10**6, ", ph.d" * 200_000]
)
def test_hostile_texts_cost_nothing(text: str) -> None:
    start = time.perf_counter()
    parse_people(text)
    assert time.perf_counter() - start < 5
