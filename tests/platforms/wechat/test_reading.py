import pytest

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.reading import expected, observed
from tests.platforms.wechat.counter import site

TOLD = {
    "title": "题", "author": "办", "digest": "摘", "content": '<p>字<img src="a" alt="厅"/></p>',
    "content_source_url": "https://a.test/", "thumb_media_id": "cover",
}  # fmt: skip


def test_an_article_is_told_with_its_cover_unless_the_account_says_not_to_compare_it() -> None:
    with site() as at, site(compare_cover="no") as blind:
        assert dict(observed(Fields(TOLD), at.ready()).fields) == {"author": "办", "cover": "cover", "summary": "摘"}
        order = blind.ready()
        assert dict(observed(Fields(TOLD), order).fields).keys() == dict(expected(order).fields).keys()
        assert "cover" not in dict(expected(order).fields)
        assert expected(order) == PLATFORM.expected(order)


def test_an_article_that_is_told_otherwise_than_the_documents_say_is_not_guessed_at() -> None:
    with site() as at, pytest.raises(ValueError, match="author"):
        observed(Fields({name: value for name, value in TOLD.items() if name != "author"}), at.ready())
