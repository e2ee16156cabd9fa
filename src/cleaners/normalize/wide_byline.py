"""One line in Chinese, Japanese or Korean -> who wrote the article.

Their bylines have no word like "by" that a space follows: a label and a sign stand before the name,
or a title behind it, and the photographer stands in the same line.
"""

from __future__ import annotations

import re
from typing import Final

from cleaners.tables.wide_bylines import (
    BEHIND,
    HOUSES,
    LEADS,
    NOT_IN_NAMES,
    OTHERS,
    SIGNS,
    SURNAMES,
    WROTE,
)

WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST: Final = 80
_LABELS: Final = sorted({*WROTE, *OTHERS}, key=len, reverse=True)
_LABEL: Final = re.compile(
    rf"(?:(?<=[\s、,，|｜/／　)）】\]])|\A)(?P<label>{'|'.join(map(re.escape, _LABELS))})"
    rf"\s*[{re.escape(SIGNS)}]\s*"
)
_LED: Final = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(LEADS, key=len, reverse=True)))})[\s　]+(?P<names>.+)"
)
_BEHIND: Final = re.compile(
    r"(?P<names>[^\s=＝@](?:[^=＝@]{0,28}[^\s=＝@])?)\s?"
    rf"(?:{'|'.join(sorted(BEHIND, key=len, reverse=True))})"
    r"(?:\s*[=＝])?(?:\s+\S+@\S+)?"
)
_PLACED: Final = re.compile(r"\A[\[(（【][^\])）】]{1,20}[\])）】]\s*")
_FRAMED: Final = re.compile(r"[\[(（【](?P<inner>[^\])）】]{2,40})[\])）】]")
_AND: Final = re.compile(
    r"\s*[、,，;；/／&＆|｜]\s*|\s+(?:和|與|与|및)\s+|(?<=[\uac00-\ud7af])·(?=[\uac00-\ud7af])"
)
_NAME: Final = re.compile(
    r"[\u3400-\u9fff々]{2,5}|[\u3400-\u9fff々]{1,4}[\u3040-\u30ff]{1,4}"
    r"|[\u3400-\u9fff々]{1,4}[\s　][\u3040-\u30ff\u3400-\u9fff々]{1,5}"
    r"|[\u30a0-\u30ff]{2,12}(?:[\s　][\u30a0-\u30ff]{2,12}){0,2}|[\uac00-\ud7af]{2,4}"
)
_DATED: Final = re.compile(r"\s*[0-9０-９]{2,4}[年./-].*\Z", re.DOTALL)


def wide_names(line: str) -> tuple[str, ...]:
    """The writers that a short line names; none where it is prose, or names others.

    >>> wide_names("文・田中 葵　写真・山田 太郎"), wide_names("记者 张三 李四")
    (('田中 葵',), ('张三', '李四'))
    >>> wide_names("홍길동 기자"), wide_names("撮影・山田 太郎"), wide_names("文化祭の記者会見")
    (('홍길동',), (), ())
    """
    text = line.strip()
    if not 1 < len(text) <= _LONGEST or not WIDE.search(text) or text.endswith(("。", "？", "！")):
        return ()
    framed = _FRAMED.fullmatch(text)
    text = _DATED.sub("", framed["inner"].strip() if framed else text)
    led = _LED.fullmatch(text)
    names = _people(led["names"]) if led is not None else ()
    if names:
        return names
    labels = list(_LABEL.finditer(text))
    if labels and labels[0].start() == 0:
        return _labelled(text, labels)
    behind = _BEHIND.fullmatch(_PLACED.sub("", text))
    return _people(behind["names"]) if behind is not None else ()


def _labelled(text: str, labels: list[re.Match[str]]) -> tuple[str, ...]:
    ends = [*[found.start() for found in labels[1:]], len(text)]
    found: list[str] = []
    for label, end in zip(labels, ends, strict=True):
        if label["label"] in WROTE:
            names = _people(text[label.end() : end])
            if not names:
                return ()
            found += names
    return tuple(dict.fromkeys(found))


def _people(said: str) -> tuple[str, ...]:
    """The names in a value; none unless all of it is names."""
    names: list[str] = []
    for part in _AND.split(said.strip(" 　、,，/／|｜()（）")):
        names += _two(part) or [part]
    return tuple(names) if names and all(map(is_wide_name, names)) else ()


def _two(part: str) -> list[str]:
    """Chinese names in a row, each with its surname; Korean ones, each of three syllables."""
    words = part.split()
    chinese = all(w[0] in SURNAMES and 2 <= len(w) <= 3 for w in words)  # noqa: PLR2004
    korean = all(len(w) == 3 and "\uac00" <= w[0] <= "\ud7af" for w in words)  # noqa: PLR2004
    return words if len(words) > 1 and (chinese or korean) else []


def is_wide_name(text: str) -> bool:
    """Whether a text can be a person's name in one of these scripts.

    >>> [is_wide_name(x) for x in ("田中 葵", "ジェーン・ドウ", "홍길동", "社会部", "理融合の学部")]
    [True, True, True, False, False]
    """
    if is_house(text):
        return False
    return _NAME.fullmatch(text.replace("・", " ")) is not None and "の" not in text[1:-1]


def is_house(text: str) -> bool:
    """Whether a value names a desk or a house, or nobody.

    >>> is_house("本报编辑部"), is_house("新华社"), is_house("服部 半蔵"), is_house("Newsdesk")
    (True, True, False, False)
    """
    house = len(text) > 2 and " " not in text and text.endswith(HOUSES)  # noqa: PLR2004
    return house or any(word in text for word in NOT_IN_NAMES)
