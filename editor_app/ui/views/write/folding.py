"""What is shown around the sheet: outline, preview and checks come and go with width and focus; apart from flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.ui.views.write.findings_panel import FindingsPanel
    from editor_app.ui.views.write.outline import Outline
    from editor_app.ui.views.write.preview_panel import PreviewPanel
    from editor_app.ui.views.write.toolbar import Toolbar


class Folding:
    """Shows and hides the panels."""

    def __init__(self, outline: Outline, panel: PreviewPanel, findings: FindingsPanel, toolbar: Toolbar) -> None:
        self._outline = outline
        self._panel = panel
        self._findings = findings
        self._toolbar = toolbar
        self._is_narrow = False
        self._is_outline_asked = False

    def fit(self, *, narrow: bool, low: bool) -> None:
        """The window passed a breakpoint."""
        self._is_narrow = narrow
        self._panel.fit(narrow=narrow)
        self._findings.set_low(low=low)
        self._fold()

    def turn_focus(self) -> None:
        """Only the sheet, or everything again."""
        is_focused = self._panel.isHidden()
        self._panel.setVisible(is_focused)
        self._findings.setVisible(is_focused)
        self._toolbar.buttons["focus"].set_on(on=not is_focused)
        self._fold()

    def turn_outline(self) -> None:
        """Show the outline in a narrow window, or fold it."""
        self._is_outline_asked = self._outline.isHidden()
        self._fold(asked=True)

    def _fold(self, *, asked: bool = False) -> None:
        hidden = self._is_narrow or self._panel.isHidden()
        shown = self._is_outline_asked if asked or hidden else True
        self._outline.setVisible(shown)
        self._toolbar.buttons["outline"].setVisible(hidden)
        self._toolbar.buttons["outline"].set_on(on=shown)
