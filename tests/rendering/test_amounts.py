"""What counts as a number, a date or an amount, and how much of it a person reads as one."""

import pytest

from editor_app.rendering.amounts import amounts


def read(text: str) -> list[str]:
    return [text[low:high] for low, high in amounts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2022年5月1日建成", ["2022年5月1日"]),
        ("投资12万元,另有3.5亿美元", ["12万元", "3.5亿美元"]),
        ("增长12.5%，下降-3个百分点", ["12.5%", "-3个百分点"]),
        ("共三项,覆盖一千二百万人", ["三项", "一千二百万人"]),
        ("第一条和第二条", ["第一条", "第二条"]),
        ("14:30至16:00", ["14:30", "16:00"]),
        ("on May 5, 2022, $3.5 million", ["May 5, 2022", "$3.5 million"]),
        ("2022-2025年", ["2022-2025年"]),
        ("一些同志", []),
        ("", []),
    ],
)
def test_sign_unit_and_date_belong_to_a_number(text: str, expected: list[str]) -> None:
    assert read(text) == expected
