from editor_app.storage.journal import open_journal
from editor_app.ui import journals
from tests.services.office import Office


def test_a_window_has_one_journal_for_all_its_views(office: Office) -> None:
    assert journals.of(office.desk) is journals.of(office.desk)
    assert not journals.is_second_window(office.desk)
    journals.close(office.desk)


def test_a_second_window_knows_that_it_is_one(office: Office) -> None:
    other = open_journal(office.desk.store)
    assert journals.is_second_window(office.desk)
    journals.close(office.desk)
    other.close()
    assert not journals.is_second_window(office.desk)
    journals.close(office.desk)


def test_closing_twice_harms_nothing(office: Office) -> None:
    journals.of(office.desk)
    journals.close(office.desk)
    journals.close(office.desk)
