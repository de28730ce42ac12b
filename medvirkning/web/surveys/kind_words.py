"""When each kind of question is the one to use, and its picture on the tiles."""

from flask_babel import gettext as _

from medvirkning.surveys.words import QuestionKind as Kind

KIND_ICONS: dict[str, str] = {
    Kind.ONE: "checkmark-circle",
    Kind.SEVERAL: "tasklist",
    Kind.SCALE: "face-smile",
    Kind.RANKING: "arrow-up",
    Kind.NUMBER: "plus",
    Kind.SHORT_TEXT: "pencil-line",
    Kind.LONG_TEXT: "file-text",
    Kind.ZONE: "location-pin",
    Kind.PHOTO: "camera",
    Kind.MATRIX: "menu-grid",
}


def kind_hints() -> dict[str, str]:
    """A word on when to use each."""
    return {
        Kind.ONE: _("When only one answer can be right, such as yes or no."),
        Kind.SEVERAL: _("When more than one answer can be right, such as what people miss."),
        Kind.SCALE: _("When you want to know how much or how well, in words or faces."),
        Kind.RANKING: _("When people must say what matters most. Keep the list short."),
        Kind.NUMBER: _("When you can calculate with the answer, such as how many live together."),
        Kind.SHORT_TEXT: _("When a few words are enough. It can't be shown as numbers."),
        Kind.LONG_TEXT: _("When people should tell in their own words. Somebody must read all of it."),
        Kind.ZONE: _("When you want to know where. People choose on the map."),
        Kind.PHOTO: _("When a picture says more. Ask for places and things, not faces."),
        Kind.MATRIX: _("When you ask the same of several things. On a phone they come one by one."),
    }
