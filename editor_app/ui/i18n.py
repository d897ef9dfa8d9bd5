"""The window's one current language; apart because every text of the window asks here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.translation import DEFAULT_LANGUAGE, known_language, lookup, message

if TYPE_CHECKING:
    from editor_app.domain.text import Text

_current: Final = [DEFAULT_LANGUAGE]


def use_language(name: str) -> None:
    """Speak `name` from now on; texts already shown change when their views are built again."""
    _current[0] = known_language(name)


def language() -> str:
    """The language the window speaks, "zh_CN" or "en"."""
    return _current[0]


def is_chinese() -> bool:
    """Whether Chinese typography (`·` without spaces, Han families first) applies."""
    return _current[0] == "zh_CN"


def tr(msgid: str, **values: object) -> str:
    """`msgid` in the window's language, with `{name}` places filled."""
    text = message(msgid, _current[0])
    return text.format(**values) if values else text


def tr_n(one: str, many: str, *, count: int, **values: object) -> str:
    """The form for one thing or for several, in the window's language; its gap `{count}` is how many."""
    return tr(one if count == 1 else many, count=count, **values)


def N_n(one: str, many: str) -> tuple[str, str]:
    """Mark both forms for extraction where they are held as data; `tr_n(*forms, count=…)` shows one."""
    return one, many


def said(text: Text) -> str:
    """A sentence of a deeper layer, such as an error's, in the window's language."""
    return text.render(lookup(_current[0]))


def N_(msgid: str) -> str:
    """Mark `msgid` for extraction where it is held as data; `tr` translates it when it is shown."""
    return msgid


def joined(*facts: str) -> str:
    """Facts on one line: `·` without spaces in Chinese, with spaces in English; empty ones are left out."""
    return ("·" if is_chinese() else " · ").join(fact for fact in facts if fact)
