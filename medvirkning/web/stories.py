"""«Dette skjedde»: how something that was done is told on a card, and which picture goes with it."""

from typing import Any

from flask_babel import ngettext

from medvirkning.contributions.models import Contribution

# What a drawing may stand for, by parts of words of both written languages. The first that fits is taken.
SCENES = {
    "lights": ("lys", "ljos", "lamp", "lykt", "mørk"),
    "path": (
        "fortau",
        "gangfelt",
        "gangvei",
        "gangveg",
        "sykkel",
        "kryss",
        "trafikk",
        "fart",
        "veien",
        "vegen",
        "buss",
    ),
    "garden": ("hage", "blom", "park", "plant", "trær", "grøn", "leike", "leke", "benk"),
}
OTHERWISE = "meeting"
AT_NIGHT = frozenset({"lights"})


def story_of(contribution: Contribution) -> dict[str, Any]:
    """What `ui.happened` needs to tell of something done, the link and the photo aside."""
    scene = scene_of(contribution)
    return {
        "said_by": said_by(contribution),
        "said": contribution.text,
        "done": contribution.headline,
        "scene": scene,
        "time": "night" if scene in AT_NIGHT else "day",
    }


def said_by(contribution: Contribution) -> str:
    """Who said it: the sender and those who agree, counted, and the zone where there is one."""
    neighbours = contribution.supporters + 1
    if contribution.zone is None:
        return ngettext("A neighbour said", "%(num)d neighbours said", neighbours)
    return ngettext(
        "A neighbour from %(zone)s said",
        "%(num)d neighbours from %(zone)s said",
        neighbours,
        zone=contribution.zone.name,
    )


def scene_of(contribution: Contribution) -> str:
    """The drawing that fits what was done, or else what was said."""
    for text in (contribution.outcome_story.casefold(), contribution.text.casefold()):
        for scene, parts in SCENES.items():
            if any(part in text for part in parts):
                return scene
    return OTHERWISE
