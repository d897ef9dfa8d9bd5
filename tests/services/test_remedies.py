"""A remedy is about the posts of its case, in payloads that reviewers sign."""

import pytest

from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.recall import Measure, keys_of, targets_of
from editor_app.services import recalling, remedies, withdrawing
from tests.services.outbox import Outbox
from tests.services.wrong import opened, published


def test_the_signed_payload_names_the_posts_their_keys_and_their_address(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    assert post.receipt is not None
    case = opened(outbox, post, EditionKind.WITHDRAWAL)
    (payload,) = withdrawing.submit(outbox.office.editor, case.row.id).sealed().payloads
    assert (targets_of(payload), keys_of(payload)) == ((post.receipt.remote_id,), (post.key,))
    assert (payload.option("address"), payload.parts) == (post.receipt.url, ())


def test_what_is_signed_off_already_is_left_out(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    site, _ = published(outbox, "site", "weibo")
    case = opened(outbox, site, EditionKind.WITHDRAWAL)
    recalling.prove(outbox.office.publisher, case.row.id, 1, recalling.Seen("gone", "seen", "https://x/"))
    found = remedies.posts(outbox.office.desk, recalling.opened(outbox.office.desk, case.row.id), set(Measure))
    assert len(found) == 1


def test_a_closed_case_takes_no_edition(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, EditionKind.WITHDRAWAL)
    recalling.prove(outbox.office.publisher, case.row.id, 1, recalling.Seen("gone", "seen", "https://x/"))
    recalling.close(outbox.office.publisher, case.row.id, "done")
    with pytest.raises(Refused):
        withdrawing.submit(outbox.office.editor, case.row.id)
