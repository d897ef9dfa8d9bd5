from editor_app.platforms.matrix import PLATFORM as MATRIX
from editor_app.platforms.telegram import PLATFORM as TELEGRAM
from editor_app.platforms.wordpress import PLATFORM as WORDPRESS
from editor_app.ui.views.write.part_pages import part_html
from tests.platforms.workshop import Bench, variant


def test_a_picture_that_stands_in_the_text_is_shown_there_and_only_there() -> None:
    payload = WORDPRESS.compose(variant(), "x", Bench()).payload
    assert part_html(payload.parts[0], payload) == payload.parts[0].body


def test_pictures_that_go_with_a_part_are_shown_below_it_with_their_words() -> None:
    payload = MATRIX.compose(variant(), "x", Bench()).payload
    page = "".join(part_html(part, payload) for part in payload.parts)
    assert [f'src="pd-late:media_url/{n}"' in page for n in (1, 2, 3, 4)] == [True] * 4
    assert "了 &lt;3&gt;" in page
    assert "<3>" not in page


def test_the_lines_of_a_post_stay_lines() -> None:
    payload = TELEGRAM.compose(variant(body="一\n\n- 二\n- 三", cover=False), "1|2", Bench()).payload
    page = part_html(payload.parts[0], payload)
    assert "<p>一</p><p>• 二<br>• 三</p>" in page
