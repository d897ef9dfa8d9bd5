from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import heading_levels as rule


def test_going_up_several_levels_is_no_skip() -> None:
    assert not list(rule.check(Example(body="## 一\n\n### 二\n\n#### 三\n\n## 四").variant()))
