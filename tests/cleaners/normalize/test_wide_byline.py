"""Bylines in Chinese, Japanese and Korean; all are synthetic, after the forms that papers use."""

from __future__ import annotations

import time

import pytest

from cleaners.normalize.wide_byline import wide_names

CASES = [
    pytest.param("文・田中 葵", ("田中 葵",), id="ja-point"),
    pytest.param("文＝田中葵", ("田中葵",), id="ja-double-stroke"),
    pytest.param("取材・文 田中 葵", ("田中 葵",), id="ja-space"),
    pytest.param("取材・文＝田中 葵　写真＝山田 太郎", ("田中 葵",), id="ja-photographer-behind"),
    pytest.param("写真・山田 太郎　文・田中 葵", ("田中 葵",), id="ja-photographer-before"),
    pytest.param("文・写真　田中 葵", ("田中 葵",), id="ja-both"),
    pytest.param("記事:田中 葵", ("田中 葵",), id="ja-article"),
    pytest.param("ライター：ジェーン・ドウ", ("ジェーン・ドウ",), id="ja-foreign-name"),
    pytest.param("聞き手・構成 服部 葵", ("服部 葵",), id="ja-interviewer"),
    pytest.param("田中葵記者", ("田中葵",), id="ja-behind"),
    pytest.param("著者：田中 葵 2019年3月7日", ("田中 葵",), id="ja-day-behind"),
    pytest.param("撮影・山田 太郎", (), id="ja-near-miss-photographer"),
    pytest.param("編集：佐藤 健", (), id="ja-near-miss-editor"),
    pytest.param("文化・文学・文明", (), id="ja-near-miss-list"),
    pytest.param("文・理融合の新学部", (), id="ja-near-miss-prose-with-a-point"),
    pytest.param("文は人なりという。", (), id="ja-near-miss-sentence"),
    pytest.param("記者会見", (), id="ja-near-miss-compound"),
    pytest.param("執筆：編集部", (), id="ja-near-miss-desk"),
    pytest.param("记者 张三", ("张三",), id="zh-space"),
    pytest.param("（本报记者 张三 李四）", ("张三", "李四"), id="zh-framed"),
    pytest.param("作者:张三 来源:新华社", ("张三",), id="zh-source-behind"),
    pytest.param("文/张三 图/王五", ("张三",), id="zh-slash"),
    pytest.param("文：欧阳娜娜 摄影：王五", ("欧阳娜娜",), id="zh-long-name"),
    pytest.param("责任编辑：李四", (), id="zh-near-miss-editor"),
    pytest.param("来源：新华社", (), id="zh-near-miss-source"),
    pytest.param("作者：新华社", (), id="zh-near-miss-agency"),
    pytest.param("记者 周一从港务局获悉，港口因大雾关闭", (), id="zh-near-miss-prose"),
    pytest.param("홍길동 기자 hong@example.kr", ("홍길동",), id="ko-address-behind"),
    pytest.param("[서울=뉴시스] 홍길동 기자 =", ("홍길동",), id="ko-agency"),
    pytest.param("글=홍길동 사진=김철수", ("홍길동",), id="ko-photographer-behind"),
    pytest.param("사진=김철수", (), id="ko-near-miss-photographer"),
    pytest.param("기자 회견", (), id="ko-near-miss-compound"),
    pytest.param("연합뉴스 기자", (), id="ko-near-miss-house"),
    pytest.param("By Ada Lovelace", (), id="near-miss-latin"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "names"), CASES)
def test_wide_names(line: str, names: tuple[str, ...]) -> None:
    assert wide_names(line) == names


@pytest.mark.parametrize(
    "line", ["文・" * 40, "记者 " * 20, "文：" + "张" * 70, "（" * 80, "기자 " * 26]
)
def test_hostile_lines_cost_nothing(line: str) -> None:
    start = time.perf_counter()
    wide_names(line)
    assert time.perf_counter() - start < 0.05
