"""Both languages are complete in every commit, and Chinese is set as Chinese."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
HAN = "\u3400-\u9fff"
HALF_WIDTH = re.compile(rf"(?<=[{HAN}])(?:[,;:!?()](?=[{HAN}\s]|$)|\.(?=[{HAN}]|$)|\.\.\.)|(?<=[{HAN}])\s(?=[{HAN}])")

# The window's word for it stands in docs/glossary.md: 密钥 (but the system's keyring is its 钥匙串), 六个词, 口令.
ANOTHER_WORD = re.compile("钥匙(?!串)|单词|密码短语")


@pytest.fixture
def catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "packaging" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def small_project(catalogues: ModuleType, tmp_path: Path) -> ModuleType:
    """The tool, at work on a project with one sentence."""
    (tmp_path / "editor_app" / "ui").mkdir(parents=True)
    (tmp_path / "editor_app" / "ui" / "queue.py").write_text('label = tr("{count} documents wait", count=2)\n')
    catalogues.ROOT = tmp_path
    return catalogues


def test_every_sentence_is_translated_and_no_entry_is_left_over(catalogues: ModuleType) -> None:
    faults = [fault for package in catalogues.packages_with_sentences() for fault in catalogues.faults_of(package)]
    assert not faults, "\n".join(faults)


def test_chinese_uses_full_width_punctuation_and_no_space_between_its_characters(catalogues: ModuleType) -> None:
    entries = [
        (path.stem, text)
        for path in (ROOT / "i18n" / "zh_CN" / "LC_MESSAGES").glob("*.po")
        for text in catalogues.translations(path).values()
    ]
    assert [entry for entry in entries if HALF_WIDTH.search(entry[1])] == []


@pytest.mark.parametrize("text", ["请先保存,再提交", "完成.", "保存(草稿)", "稍候...", "投递 失败", "状态: 已发"])
def test_half_width_punctuation_in_chinese_is_found(text: str) -> None:
    assert HALF_WIDTH.search(text)


@pytest.mark.parametrize("text", ["请先保存，再提交。", "文件(&F)", "用时 3.5 秒", "打开 WordPress 后台", "09:30"])
def test_correct_chinese_passes(text: str) -> None:
    assert not HALF_WIDTH.search(text)


def test_a_sentence_has_one_translation_whichever_package_says_it(catalogues: ModuleType) -> None:
    seen: dict[str, str] = {}
    different = []
    for path in (ROOT / "i18n" / "zh_CN" / "LC_MESSAGES").glob("*.po"):
        for text, translation in catalogues.translations(path).items():
            if seen.setdefault(text, translation) != translation:
                different.append((path.stem, text, translation, seen[text]))
    assert different == []


def test_chinese_has_one_word_for_a_key_and_for_its_words(catalogues: ModuleType) -> None:
    entries = [
        (path.stem, text)
        for path in (ROOT / "i18n" / "zh_CN" / "LC_MESSAGES").glob("*.po")
        for text in catalogues.translations(path).values()
    ]
    assert [entry for entry in entries if ANOTHER_WORD.search(entry[1])] == []
    assert ANOTHER_WORD.search("请念出新钥匙的六个单词。")


def test_a_new_sentence_gets_its_english_entry_by_itself_and_asks_for_chinese(small_project: ModuleType) -> None:
    small_project.update("ui")
    faults = small_project.faults_of("ui")
    assert faults == ["i18n/zh_CN/LC_MESSAGES/ui.po: '{count} documents wait': not translated"]


def test_translations_outlive_an_update_and_a_lost_placeholder_is_found(small_project: ModuleType) -> None:
    small_project.update("ui")
    path = small_project.catalogue_path("ui", "zh_CN")
    path.write_text(re.sub(r'msgstr ""\n$', 'msgstr "有稿件待办"\n', path.read_text("utf-8")), "utf-8")
    small_project.update("ui")
    assert small_project.translations(path) == {"{count} documents wait": "有稿件待办"}
    assert "[] stand in it, not ['count']" in small_project.faults_of("ui")[0]


def test_an_obsolete_entry_is_found_and_an_update_takes_it_away(small_project: ModuleType) -> None:
    small_project.update("ui")
    (small_project.ROOT / "editor_app" / "ui" / "queue.py").write_text("")
    assert any("obsolete" in fault for fault in small_project.faults_of("ui"))
    small_project.update("ui")
    assert small_project.packages_with_sentences() == []
