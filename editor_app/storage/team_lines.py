"""Which lines of the audit log only those may write whose deed they tell: the ones that a later proof rests on.

Without it a member could tell in the own name what another's role does: a change of roles, a revoked key, an address.
"""

from __future__ import annotations

from editor_app.domain.member import Deed

_D = Deed
_OUT = (
    "delivery.intend", "delivery.done", "delivery.find", "delivery.sighting", "delivery.answer_there",
    "delivery.answer_gone", "delivery.verify", "delivery.read_back", "delivery.drift", "delivery.withdraw",
    "delivery.adopt", "workspace.verified_first", "workspace.verify_first",
)  # fmt: skip
LINES: tuple[tuple[tuple[str, ...], tuple[Deed, ...]], ...] = (
    (
        (
            "member.add", "member.found", "member.set_roles", "member.propose_roles", "member.decline_roles",
            "member.give_login", "member.confirm", "member.depart", "member.invite_again", "key.confirm", "key.revoke",
            "workspace.move", "workspace.place_pictures", "workspace.propose_pictures",
        ),
        (_D.MANAGE_MEMBERS,),
    ),
    (("account.add", "account.reconnect"), (_D.MANAGE_ACCOUNTS,)),
    (("route.add", "route.change", "route.retire", "route.reinstate", "template.change"), (_D.MANAGE_ROUTES,)),
    (("document.create", "document.save", "document.fill"), (_D.WRITE,)),
    (("edition.submit",), (_D.SUBMIT,)),
    (("edition.approve", "edition.return"), (_D.DECIDE, _D.COMMENT)),
    (("edition.renew", "emergency.settle", "embargo.allow"), (_D.DECIDE,)),
    (("delivery.queue",), (_D.QUEUE,)),
    (_OUT, (_D.SEND, _D.CONTROL_DELIVERY)),
    (("freeze.begin",), (_D.FREEZE,)),
    (("freeze.lift",), (_D.LIFT_FREEZE,)),
)  # fmt: skip
"""(actions, deeds): a line of one of these actions is written by who may do one of these deeds; all others are free."""


def is_anothers_deed() -> str:
    """SQL: whether the new line tells a deed that is not among those of the member who writes it."""
    return "\n        OR ".join(
        f"(NEW.action IN ({', '.join(repr(each) for each in actions)}) AND NOT ("
        + " OR ".join(f"team.may('{deed.value}')" for deed in deeds)
        + "))"
        for actions, deeds in LINES
    )
