from editor_app.domain.text import Text
from editor_app.ui import i18n
from editor_app.ui.i18n import N_, joined, said, tr


def test_a_sentence_is_said_in_the_windows_language() -> None:
    assert tr("Freeze all") == "全网静默"
    i18n.use_language("en_GB.UTF-8")
    assert tr("Freeze all") == "Freeze all"
    assert i18n.language() == "en"


def test_gaps_are_filled_after_translation() -> None:
    assert tr("Version {version}", version="1.2") == "版本 1.2"


def test_facts_are_joined_as_each_language_does_and_empty_ones_left_out() -> None:
    assert joined("定稿 3", "", "9 张图") == "定稿 3·9 张图"
    i18n.use_language("en")
    assert joined("edition 3", "9 images") == "edition 3 · 9 images"


def test_a_marked_msgid_stays_as_it_is() -> None:
    assert N_("Queued") == "Queued"


def test_a_sentence_of_a_deeper_layer_is_said_in_the_windows_language() -> None:
    sentence = Text("Version {version}", (("version", "1.2"),))
    assert said(sentence) == "版本 1.2"
    i18n.use_language("en")
    assert said(sentence) == "Version 1.2"


def test_one_thing_and_several_have_their_own_words_in_english_and_the_same_in_chinese() -> None:
    forms = i18n.N_n("{count} delivery", "{count} deliveries")
    assert [i18n.tr_n(*forms, count=count) for count in (1, 2)] == ["1 条投递", "2 条投递"]
    i18n.use_language("en")
    assert [i18n.tr_n(*forms, count=count) for count in (1, 2)] == ["1 delivery", "2 deliveries"]
