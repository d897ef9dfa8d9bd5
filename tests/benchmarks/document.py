"""The long document of the benchmarks: 104,128 characters of Chinese Markdown, the same every time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCES = (
    "各地区、各部门要遵循政务新媒体发展规律，明确功能定位，不断强化发布、传播、互动、引导、办事等功能。",
    "对于群众诉求要**限时办结**、及时反馈，确保合理诉求得到有效解决。",
    "到2022年，建成整体协同、响应迅速的政务新媒体矩阵体系。",
    "重点推动与群众日常生产生活密切相关的*民生事项*向政务新媒体延伸，实现`一网通办`。",
    "提高响应速度，及时公布真相、表明态度、辟除谣言，并根据事态发展和处置情况发布动态信息。",
    "统筹推进线上线下联通、数据互联共享，简化操作环节，为公众提供优质便捷的办事指引。",
)
LENGTH = 104_128
BLOCKS = 716
_COUNTS = {"picture": 30, "table": 20, "note": 40, "link": 20, "heading": 60, "list": 60, "quote": 20}


def long_document() -> str:
    """716 blocks with 30 pictures, 20 tables, 40 footnotes and 20 reference links."""
    chance = random.Random(20_26)
    kinds = [kind for kind, count in _COUNTS.items() if kind != "note" for _ in range(count)]
    definitions = _COUNTS["note"] + _COUNTS["link"]
    kinds += ["paragraph"] * (BLOCKS - definitions - len(kinds))
    chance.shuffle(kinds)
    notes = iter(range(1, _COUNTS["note"] + 1))
    links = iter(range(1, _COUNTS["link"] + 1))
    blocks = [_block(kind, number, chance, (notes, links)) for number, kind in enumerate(kinds)]
    blocks += [f"[^n{n}]: 注释{n}：{_SENTENCES[n % 6]}" for n in range(1, _COUNTS["note"] + 1)]
    blocks += [f"[ref{n}]: https://example.org/policy/{n} “文件{n}”".replace("“", '"').replace("”", '"')
               for n in range(1, _COUNTS["link"] + 1)]  # fmt: skip
    return _of_length("\n\n".join(blocks), chance)


def _of_length(text: str, chance: random.Random) -> str:
    """`text` with its first paragraphs made longer until it has exactly the length of the benchmark."""
    blocks = text.split("\n\n")
    plain = [at for at, block in enumerate(blocks) if block.startswith(_SENTENCES)]
    missing = LENGTH - len(text)
    while missing > 0:
        more = chance.choice(_SENTENCES)[:missing] if missing >= 60 else "，" * missing
        blocks[plain[chance.randrange(len(plain))]] += more
        missing -= len(more)
    return "\n\n".join(blocks)


def _block(kind: str, number: int, chance: random.Random, marks: tuple[Iterator[int], Iterator[int]]) -> str:
    notes, links = marks
    words = "".join(chance.choice(_SENTENCES) for _ in range(chance.randint(1, 4)))
    rows = "\n".join(
        f"| {year} | {chance.randint(10, 999)}.5 | {chance.randint(1, 99)}% |" for year in range(2016, 2024)
    )
    note = next(notes, None) if kind == "paragraph" else None
    blocks = {
        "picture": f'![现场图片{number}](media:{number:064x} "图{number}")',
        "table": f"| 年份 | 办件量 | 占比 |\n|---|--:|--:|\n{rows}",
        "link": f"{words}参见[文件{number}][ref{next(links) if kind == 'link' else 0}]。",
        "heading": f"{'#' * chance.randint(2, 3)} {number % 30} 推进政务公开",
        "list": "\n".join(f"- {chance.choice(_SENTENCES)}" for _ in range(4)),
        "quote": f"> {words}",
        "paragraph": words + (f"[^n{note}]" if note else ""),
    }
    return blocks[kind]
