from __future__ import annotations

import pytest

from editor_app.checks.example import Example
from editor_app.checks.rules import raw_html as rule


@pytest.mark.parametrize("html", ["<iframe src=x>", "<img src=x onerror=y>", "<p onclick=x>", "<svg/>", "< script >"])
def test_what_runs_or_loads_is_refused(html: str) -> None:
    assert list(rule.check(Example(body=html).variant()))


def test_html_inside_code_is_only_shown() -> None:
    assert not list(rule.check(Example(body="写成 `<script>` 即可").variant()))


@pytest.mark.parametrize("html", ["<a <script>", "<p title='<' onclick=x>", "<p a=1\nonfocus = x"])
def test_what_hides_inside_another_tag_is_refused(html: str) -> None:
    assert list(rule.check(Example(body=html).variant()))
