"""What an adapter must say: everything that is left open, or said in another type, is refused in words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import editor_app.platforms
from editor_app.domain.errors import Invalid
from editor_app.platforms.admission import require_fit, smallest_payload
from editor_app.platforms.registry import Registry
from tests.platforms.test_registry import GOOD, added

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A second place where Python looks for `editor_app.platforms.<name>`."""
    monkeypatch.setattr(editor_app.platforms, "__path__", [*editor_app.platforms.__path__, str(tmp_path)])
    yield tmp_path
    for name in [n for n in sys.modules if n.startswith("editor_app.platforms.gazette")]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("steps", "after", "why"),
    [
        ('return (Step(1, "publish", "keyed", part=1),)', "", "no class"),
        ("return ()", "", "makes anything public"),
        ('return (Step(1, "upload", StepClass.REPEATABLE),)', "", "makes anything public"),
        ('return (Step(2, "publish", StepClass.KEYED),)', "", "not numbered"),
        (GOOD, 'Gazette.name = "other"', "not the name of its folder"),
        (GOOD, 'Gazette.format = "pdf"', "neither html nor text"),
        (GOOD, 'Gazette.tile = "政务"', "one character"),
        (GOOD, "Gazette.settle = timedelta(0)", "not positive"),
        (GOOD, "Gazette.settle = 5", "another type"),
        (GOOD, 'Gazette.late_fields = ("../x",)', "strange names"),
        (GOOD, "Gazette.limits = (replace(Sandbox.limits[0], source=''),)", "has no source"),
        (GOOD, "Gazette.limits = (replace(Sandbox.limits[0], checked_on='last week'),)", "isoformat"),
        (GOOD, "Gazette.conversation = None", "how that is read"),
        (GOOD, "Gazette.capabilities = replace(Sandbox.capabilities, edit='yes')", "True and False"),
        (GOOD, "Gazette.by_hand = 1", "True and False"),
        (GOOD, "Gazette.options = ('token',)", "no OptionField"),
        (GOOD, "Gazette.options = None", "not iterable"),
        (GOOD, "Gazette.normalisations = (len,)", "normalisation"),
        (GOOD, "Gazette.withdrawal = object()", "withdrawal"),
        (GOOD, "Gazette.offer = 'first'", "offer"),
        (GOOD, "Gazette.doubts = lambda self, payload: ['no']", "doubts"),
        (GOOD, "Gazette.doubts = lambda self: ()", "positional argument"),
        (GOOD, "Gazette.title = T('{office}', name='x')", "office"),
        (GOOD, "Gazette.expected = None; PLATFORM = Gazette", "not a Platform"),
        (GOOD, "PLATFORM = object()", "not a Platform"),
        (GOOD, "del PLATFORM", "PLATFORM"),
        (GOOD, "import nowhere_at_all", "nowhere_at_all"),
    ],
)
def test_an_adapter_that_leaves_something_open_is_refused_in_words(
    beside: Path, steps: str, after: str, why: str
) -> None:
    added(beside, steps=steps, after=after)
    with pytest.raises(Invalid, match=why):
        Registry().platform("gazette")


def test_what_is_not_let_in_is_named_and_everything_else_is_there(beside: Path) -> None:
    added(beside, steps="return ()")
    registry = Registry()
    assert "gazette" not in {platform.name for platform in registry.all()} >= {"sandbox", "wordpress"}
    assert list(registry.refused()) == ["gazette"]


def test_every_platform_of_ours_is_let_in() -> None:
    for platform in Registry().all():
        require_fit(platform, platform.name)
        assert smallest_payload(platform).platform == platform.name
