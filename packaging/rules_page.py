"""Writes docs/rules.md from the rules themselves: their sentences, their examples and what they say about them."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.checks import registry
from editor_app.checks.example import Example
from editor_app.checks.pack import pack
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import Text
from editor_app.translation import lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
_LONGEST = 100
_WHAT_IT_DOES = {
    Severity.BLOCK: ("block", "须改", "stands in the way of submitting until it is put right"),
    Severity.OVERRIDE: ("override", "由审核决定", "may be submitted, but a reviewer must sign for it by name"),
    Severity.WARN: ("warn", "建议", "may be accepted by the submitter with a reason, which reviewers sign too"),
    Severity.NOTE: ("note", "提示", "good to know; nothing has to be done"),
}


def page() -> str:
    """The whole page."""
    return "\n".join([*_head(), *(line for rule in registry.all_rules() for line in _rule(rule))]).rstrip() + "\n"


def _head() -> Iterator[str]:
    said = pack()
    yield "# Editorial rules 校核规则"
    yield ""
    yield "Made from `editor_app/checks/rules` by `.venv/bin/python packaging/rules_page.py`; a test compares it with"
    yield "the rules, so don't edit it by hand. How to add a rule: [adding-a-rule.md](adding-a-rule.md)."
    yield ""
    yield f"Rule pack **{said.version}**, its sources read on {said.checked_on}. Every manifest carries this version."
    yield ""
    yield "| Severity | 中文 | What it does to an edition |"
    yield "|---|---|---|"
    for english, chinese, deed in _WHAT_IT_DOES.values():
        yield f"| {english} | {chinese} | {deed} |"
    yield ""
    yield "| Rule | Severity | |"
    yield "|---|---|---|"
    for rule in registry.all_rules():
        name = _name(rule)
        yield f"| [{name}](#{name}) | {_severities(rule)} | {_sentence(rule.__doc__)} |"
    yield ""


def _rule(rule: registry.Rule) -> Iterator[str]:
    yield f"## {_name(rule)}"
    yield ""
    yield f"{_sentence(rule.__doc__)} {_sentence(rule.check.__doc__)}"
    yield ""
    yield f"- Good: {_shown(rule.GOOD)}"
    yield f"- Bad: {_shown(rule.BAD)}"
    for finding in _findings(rule)[:1]:
        yield f"- Says: {_said(finding, 'en')}"
        yield f"- 提示语：{_said(finding, 'zh_CN')}"
    yield ""


def _name(rule: registry.Rule) -> str:
    return rule.__name__.rpartition(".")[2]


def _sentence(docstring: str | None) -> str:
    return " ".join((docstring or "").split("\n\n")[0].split())


def _findings(rule: registry.Rule) -> list[Finding]:
    return list(rule.check(rule.BAD.variant()))


def _severities(rule: registry.Rule) -> str:
    return ", ".join(dict.fromkeys(_WHAT_IT_DOES[finding.severity][0] for finding in _findings(rule)))


def _said(finding: Finding, language: str) -> str:
    look = lookup(language)
    sentences = [part.render(look) for part in (finding.message, finding.fix) if isinstance(part, Text)]
    return _visible(("" if language == "zh_CN" else " ").join(sentences))


def _shown(example: Example) -> str:
    """The fields that make the example, the others being as they should."""
    plain = Example()
    said = [f.name for f in fields(example) if getattr(example, f.name) != getattr(plain, f.name)]
    return ", ".join(f"{name} {_code(getattr(example, name))}" for name in said) or "as it should be"


def _code(value: object) -> str:
    text = _visible(value if isinstance(value, str) else str(value))
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"`` {cut} ``" if "`" in cut else f"`{cut}`"


def _visible(text: str) -> str:
    """What can't be seen, and line ends, as escapes; combining marks too, or the page would compose them."""
    return "".join(c if c.isprintable() and not 0x300 <= ord(c) <= 0x36F else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return "\\n" if character == "\n" else f"\\u{ord(character):04x}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.name}: {len(registry.all_rules())} rules", file=sys.stderr)
