"""The catalogues of both languages: apart and below the domain, because every layer's sentences end here.

A catalogue is i18n/<language>/LC_MESSAGES/<package>.mo, one per top-level package, so that each package
carries its own sentences. A sentence has one translation, whichever package says it (tests/house checks it).
"""

import gettext
import locale
import os
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Final

from editor_app.resources import packaged_folder

LANGUAGES: Final = ("zh_CN", "en")
DEFAULT_LANGUAGE: Final = "zh_CN"


def message(msgid: str, language: str) -> str:
    """`msgid` in `language`; the English sentence itself where no catalogue has it."""
    return _catalogue(known_language(language)).gettext(msgid) if msgid else ""


def lookup(language: str) -> Callable[[str], str]:
    """`message` for one language: what `Text.render` asks for."""
    return partial(message, language=language)


def known_language(name: str) -> str:
    """The one of LANGUAGES that a locale such as "zh_CN.UTF-8", "zh-Hans" or "en_GB" stands for."""
    return "zh_CN" if name.lower().startswith(("zh", "chinese")) else "en"


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language this person's system speaks; Chinese where it does not say, as our offices expect."""
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((name for name in names if name), "") or locale.getlocale()[0] or ""
    return DEFAULT_LANGUAGE if name.partition(".")[0] in ("", "C", "POSIX") else known_language(name)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    """All catalogues of one language, chained in the order of their names."""
    chain = gettext.NullTranslations()
    folder = packaged_folder("i18n") / language / "LC_MESSAGES"
    for path in sorted(folder.glob("*.mo"), reverse=True):
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
        catalogue.add_fallback(chain)
        chain = catalogue
    return chain
