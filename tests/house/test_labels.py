"""Every word of the code that a person may meet has words of its own, in bokmål and in nynorsk."""

import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum

import pytest
from flask import Flask

import medvirkning
from medvirkning.attachments.words import AttachmentKind
from medvirkning.kernel.deadlines import Holiday
from medvirkning.mail.language import speaking
from medvirkning.outbox.words import OutboxState
from medvirkning.programmes.words import GoalKind
from medvirkning.web.labels.lookup import LABELS, label

# Nobody reads these: they say where a file, a mail or a goal is kept, and why a day is no working day.
UNREAD = {AttachmentKind, GoalKind, Holiday, OutboxState}


def enums() -> Iterator[type[StrEnum]]:
    """The enums of every department's words, and of the kernel."""
    for module in pkgutil.walk_packages(medvirkning.__path__, "medvirkning."):
        if module.name.endswith("words") or module.name.startswith("medvirkning.kernel."):
            for found in vars(importlib.import_module(module.name)).values():
                if isinstance(found, type) and issubclass(found, StrEnum) and found.__module__ == module.name:
                    yield found


ENUMS = sorted(set(enums()), key=lambda enum: (enum.__module__, enum.__name__))


def test_there_are_enums_to_look_at() -> None:
    assert len(ENUMS) > 30
    assert set(ENUMS) >= UNREAD


@pytest.mark.parametrize("enum", [enum for enum in ENUMS if enum not in UNREAD], ids=lambda enum: enum.__name__)
def test_every_member_has_words_in_both_languages(app: Flask, enum: type[StrEnum]) -> None:
    lacking = [member.name for member in enum if (enum, member) not in LABELS]
    assert not lacking, f"{enum.__name__} has no words for {lacking}: add them to web/labels"
    for language in ("nb", "nn"):
        with speaking(language):
            said = {member: label(member) for member in enum}
        english = {member: str(LABELS[enum, member]._args[0]) for member in enum}
        assert all(said.values())
        same = [member.name for member in enum if said[member] == english[member] and " " in english[member]]
        assert not same, f"no {language} for {same}"


def test_two_members_of_one_enum_never_read_the_same(app: Flask) -> None:
    """But for objections, where the same advice may answer several faults."""
    chosen = [enum for enum in ENUMS if enum not in UNREAD and not enum.__name__.endswith(("Word", "Fault"))]
    for enum in chosen:
        for language in ("nb", "nn"):
            with speaking(language):
                said = [label(member) for member in enum]
            assert len(said) == len(set(said)), f"{enum.__name__} in {language}: {said}"
