from editor_app.platforms.wechat.notes import Notes
from editor_app.platforms.wechat.tree import tree_of

PAGE = (
    '<p>字<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>\n<hr>\n<ol>\n'
    '<li id="fn:1"><p>注<em>解</em>&nbsp;<a class="footnote-backref" href="#fnref:1">↩</a></p></li>\n</ol>'
)


def test_footnotes_are_taken_from_the_end_of_the_text() -> None:
    notes = Notes()
    rest = notes.without_notes(tree_of(PAGE))
    assert rest.text().strip() == "字1"
    assert [(number, words.text()) for number, words in notes.own] == [(1, "注解")]
    assert [notes.number_of(one) for one in rest.elements("sup")] == [1]


def test_an_ordinary_list_or_rule_at_the_end_stays() -> None:
    page = "<p>字</p><hr><ol><li>一</li></ol>"
    assert Notes().without_notes(tree_of(page)).text() == "字一"


def test_the_same_address_has_one_number() -> None:
    notes = Notes()
    assert [notes.link("https://a", "甲"), notes.link("https://b", "乙"), notes.link("https://a", "丙")] == [1, 2, 1]
    assert notes.links == [("https://a", "甲"), ("https://b", "乙")]


def test_marks_of_footnotes_are_other_signs_than_those_of_links() -> None:
    assert [Notes().mark(number) for number in (1, 20, 21)] == ["①", "⑳", "(21)"]
