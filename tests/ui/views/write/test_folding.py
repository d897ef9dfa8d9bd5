"""Panels that come and go."""

from editor_app.ui.views.write.preview_panel import NARROW, WIDE
from editor_app.ui.views.write.view import WriteView


def test_a_narrow_window_folds_the_outline_into_its_button(view: WriteView) -> None:
    view.folding.fit(narrow=True, low=False)
    assert (view.outline.isHidden(), view.panel.width()) == (True, NARROW)
    view.folding.turn_outline()
    assert (view.outline.isHidden(), view.toolbar.buttons["outline"].on) == (False, True)
    view.folding.turn_outline()
    assert view.outline.isHidden()
    view.folding.fit(narrow=False, low=False)
    assert (view.outline.isHidden(), view.panel.width()) == (False, WIDE)
    assert view.toolbar.buttons["outline"].isHidden()
