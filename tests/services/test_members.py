"""Nobody signs before an admin has compared six words, and nobody gets in without the right passphrase."""

from pathlib import Path

import pytest

from editor_app.domain.errors import Invalid, Refused, SignInFailed
from editor_app.domain.member import Deed, MemberState, Role
from editor_app.domain.secrets import Secret
from editor_app.services import members, role_changes, workspaces
from editor_app.services.workspaces import Means
from tests.services.office import CHEAP, PASSPHRASE, Office

GIVEN = Secret(PASSPHRASE)


def test_the_first_admin_confirms_himself_on_record(empty_office: Office) -> None:
    from editor_app.storage import audit

    with empty_office.desk.database.read() as snapshot:
        row = next(r for r in audit.rows(snapshot) if r.action == "key.confirm")
    assert '"by_oneself":true' in row.detail
    assert empty_office.admin.member.may(Deed.MANAGE_MEMBERS)


def test_a_member_comes_in_by_invitation_activation_and_confirmation(empty_office: Office) -> None:
    desk, admin = empty_office.desk, empty_office.admin
    assert members.add(admin, " 李 明 ", {Role.EDITOR}).state is MemberState.INVITED
    assert members.words_of(desk, "李 明") == ()
    activated = members.activate(desk, "李 明", GIVEN)
    assert len(activated.words) == 6
    assert members.words_of(desk, "李 明") == activated.words
    with pytest.raises(SignInFailed, match="confirmed"):
        members.sign_in(desk, "李 明", GIVEN)
    assert members.confirm(admin, "李 明", activated.words).member.state is MemberState.CONFIRMED
    assert members.sign_in(desk, "李 明", GIVEN).member.may(Deed.WRITE)


def test_other_words_confirm_nobody(empty_office: Office) -> None:
    members.add(empty_office.admin, "editor", {Role.EDITOR})
    words = members.activate(empty_office.desk, "editor", GIVEN).words
    with pytest.raises(Refused, match="six words"):
        members.confirm(empty_office.admin, "editor", (*words[1:], words[0]))
    with pytest.raises(SignInFailed):
        members.sign_in(empty_office.desk, "editor", GIVEN)


def test_a_wrong_name_and_a_wrong_passphrase_read_the_same(office: Office) -> None:
    said = []
    for name, passphrase in (("editor", "wrong and wrong again"), ("nobody", PASSPHRASE), ("", PASSPHRASE)):
        with pytest.raises(SignInFailed) as refused:
            members.sign_in(office.desk, name, Secret(passphrase))
        said.append(str(refused.value))
    assert len(set(said)) == 1


def test_only_an_admin_manages_members(office: Office) -> None:
    for name in ("editor", "reviewer1", "publisher"):
        with pytest.raises(Refused, match="no right"):
            members.add(office.seats[name], "x", {Role.ADMIN})
        with pytest.raises(Refused, match="no right"):
            members.set_roles(office.seats[name], name, {Role.ADMIN})


def test_a_taken_name_is_refused_whatever_its_capitals(office: Office) -> None:
    with pytest.raises(Refused, match="already"):
        members.add(office.admin, "EDITOR", {Role.EDITOR})


@pytest.mark.parametrize("name", ["", "  ", "a\u202eb", "a\0b", "\ud800", "x" * 61])
def test_a_name_is_1_to_60_visible_characters(empty_office: Office, name: str) -> None:
    with pytest.raises(Invalid):
        members.add(empty_office.admin, name, {Role.EDITOR})


def test_nobody_activates_twice(office: Office) -> None:
    with pytest.raises(Refused, match="activated already"):
        members.activate(office.desk, "editor", GIVEN)


def test_an_admin_does_not_confirm_the_own_key(empty_office: Office) -> None:
    with pytest.raises(Refused):
        members.confirm(empty_office.admin, "admin", members.words_of(empty_office.desk, "admin"))


def test_a_changed_passphrase_opens_the_same_key(office: Office) -> None:
    members.change_passphrase(office.editor, GIVEN, Secret("a quite different sentence"))
    with pytest.raises(SignInFailed):
        members.sign_in(office.desk, "editor", GIVEN)
    seat = members.sign_in(office.desk, "editor", Secret("a quite different sentence"))
    assert seat.keys.signing == office.editor.keys.signing


def test_the_passphrase_changes_only_with_the_old_one(office: Office) -> None:
    with pytest.raises(SignInFailed):
        members.change_passphrase(office.editor, Secret("not the old one at all"), Secret("a quite different sentence"))


def test_a_forgotten_passphrase_leads_to_a_new_key_and_ends_the_old_seat(office: Office) -> None:
    members.invite_again(office.admin, "reviewer1")
    with pytest.raises(SignInFailed, match="invited again"):
        members.sign_in(office.desk, "reviewer1", GIVEN)
    words = members.activate(office.desk, "reviewer1", GIVEN).words
    members.confirm(office.admin, "reviewer1", words)
    seat = members.sign_in(office.desk, "reviewer1", GIVEN)
    assert seat.keys.id != office.reviewer1.keys.id
    with pytest.raises(SignInFailed, match="new key"):
        members.change_passphrase(office.reviewer1, GIVEN, Secret("a quite different sentence"))


def test_a_departed_member_stays_out(office: Office) -> None:
    members.depart(office.admin, "reviewer1")
    with pytest.raises(SignInFailed, match="left"):
        members.sign_in(office.desk, "reviewer1", GIVEN)


def test_the_last_admin_stays_admin(office: Office) -> None:
    with pytest.raises(Refused, match="no admin"):
        members.set_roles(office.admin, "admin", {Role.EDITOR})
    assert members.all_members(office.desk)[0].may(Deed.MANAGE_MEMBERS)


def test_no_admin_makes_another_admin_alone(office: Office) -> None:
    office.hire("second", Role.ADMIN)
    with pytest.raises(Refused, match="will be an admin"):
        office.hire("third", Role.ADMIN)
    words = members.words_of(office.desk, "third")
    assert members.confirm(office.second, "third", words).member.state is MemberState.CONFIRMED
    assert office.hire("newcomer", Role.REVIEWER).member.state is MemberState.CONFIRMED


def test_a_right_taken_away_is_gone_for_a_seat_that_is_still_open(office: Office) -> None:
    office.hire("deputy", Role.ADMIN)
    members.set_roles(office.admin, "deputy", {Role.EDITOR})
    role_changes.agree(office.deputy, "deputy")
    with pytest.raises(Refused, match="no right"):
        members.add(office.deputy, "x", {Role.ADMIN})


def test_no_passphrase_and_no_private_key_lies_in_the_workspace(office: Office, tmp_path: Path) -> None:
    secrets = [PASSPHRASE.encode(), *(seat.keys.signing for seat in office.seats.values())]
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(secret in content or secret.hex().encode() in content for secret in secrets), path


@pytest.mark.one_engine
def test_members_are_the_same_after_opening_again(office: Office) -> None:
    place = office.desk.store.folder
    office.desk.close()
    desk = workspaces.open_desk(place, Means(office.clock, CHEAP))
    assert [m.name for m in members.all_members(desk)][:3] == ["admin", "editor", "editor2"]
    assert members.sign_in(desk, "editor", GIVEN).member.name == "editor"
    desk.close()
