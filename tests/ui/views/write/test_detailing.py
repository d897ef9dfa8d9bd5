from editor_app.ui.views.write.detailing import Detailing
from editor_app.ui.views.write.details_dialog import DetailsDialog
from editor_app.ui.views.write.view import WriteView


def test_fields_that_were_said_are_part_of_the_draft(view: WriteView) -> None:
    Detailing(view, view.inherit_all).ask()
    dialog = view.window().findChild(DetailsDialog)
    assert isinstance(dialog, DetailsDialog)
    dialog.reprint.setChecked(True)
    dialog.said.emit({"summary": "新的摘要"})
    assert view.working is not None
    assert (view.working.content.summary, view.working.content.reprint) == ("新的摘要", True)


def test_nothing_is_asked_without_a_document(library: WriteView) -> None:
    Detailing(library, library.inherit_all).ask()
    assert library.window().findChild(DetailsDialog) is None
