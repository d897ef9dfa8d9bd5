"""Pictures of the real windows while the demonstration goes on, in both languages, light and dark, large and small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.secrets import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from editor_app.services.sample import Person
    from editor_app.ui.theme import Choice


@dataclass(frozen=True, slots=True)
class Poses:
    """In which languages, themes and sizes (width, height in pixels) every scene is taken."""

    languages: tuple[str, ...] = ("zh_CN", "en")
    themes: tuple[Choice, ...] = ("light", "dark")
    sizes: tuple[tuple[int, int], ...] = ((1440, 900), (1280, 720))


EVERY = Poses()


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture shows: a place of the window, for a person, with what the place is asked to show."""

    place: str
    person: Person
    arguments: Mapping[str, str]


class Pictures:
    """Takes pictures of one practice office into a folder; the application is made at the first one."""

    def __init__(self, workspace: Path, folder: Path, poses: Poses = EVERY) -> None:
        self.workspace = workspace
        self.folder = folder
        self.poses = poses
        self.taken: list[Path] = []

    def take(self, scene: Scene) -> int:
        """Open the window and keep a picture in every language, theme and size; returns how many."""
        from editor_app.ui import portrait

        self.folder.mkdir(parents=True, exist_ok=True)
        poses = [
            portrait.Pose(language, theme, size, self.folder / _name(scene.place, language, theme, size))
            for language in self.poses.languages
            for theme in self.poses.themes
            for size in self.poses.sizes
        ]
        person = scene.person
        sitter = portrait.Sitter(self.workspace, person.name, Secret(person.passphrase), scene.place, scene.arguments)
        portrait.take(sitter, poses, self.folder / "preferences.ini")
        self.taken += [pose.path for pose in poses]
        return len(poses)


def _name(place: str, language: str, theme: str, size: tuple[int, int]) -> str:
    return f"{place}-{language}-{theme}-{size[0]}x{size[1]}.png"
