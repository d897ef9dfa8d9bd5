from editor_app.platforms.wechat.tree import Element, tree_of


def test_a_page_is_read_as_a_tree_with_its_words_decoded() -> None:
    root = tree_of('<p id="a">甲 &lt; 乙<br>丙</p><ul><li>丁</li></ul>')
    paragraph, listed = root.children
    assert isinstance(paragraph, Element)
    assert (paragraph.tag, paragraph.attributes, paragraph.text()) == ("p", {"id": "a"}, "甲 < 乙丙")
    assert isinstance(listed, Element)
    assert [one.text() for one in root.elements("li", "br")] == ["", "丁"]


def test_an_end_without_a_beginning_ends_nothing() -> None:
    assert tree_of("<p>甲</b></p>乙").text() == "甲乙"
