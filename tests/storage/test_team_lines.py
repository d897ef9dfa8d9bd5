"""Every action that a later proof rests on is somebody's deed; the attacks themselves stand in `team_attacks`."""

from editor_app.storage.seals import RULES
from editor_app.storage.team_lines import LINES, is_anothers_deed


def test_no_action_is_named_twice_and_each_is_in_the_rule() -> None:
    actions = [action for named, _deeds in LINES for action in named]
    assert len(actions) == len(set(actions))
    assert all(f"'{action}'" in is_anothers_deed() for action in actions)


def test_what_makes_people_routes_accounts_and_texts_is_nobody_elses_to_tell() -> None:
    told = {action for named, _deeds in LINES for action in named}
    proven = {"member", "revision", "route_version", "edition", "account", "renewal", "settlement", "delivery"}
    wanted = {action for rule in RULES if rule.table in proven for action in rule.actions}
    assert wanted <= told
