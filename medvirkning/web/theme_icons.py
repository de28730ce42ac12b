"""A pictogram for every theme: the one that the programme has chosen, or else what its name speaks of."""

import re

from medvirkning.programmes.models import Goal

# How words of a name in bokmål begin; the first line that has one counts.
SPOKEN_OF = {
    "figure-child": ("barn", "ung", "oppvekst"),
    "bus": ("trafikk", "buss", "kollektiv", "vei", "gate", "parkering"),
    "shield-checkmark": ("trygg", "kriminalitet", "utenforskap"),
    "plant": ("grønt", "grønne", "park", "natur", "uteområde", "friluft"),
    "bicycle": ("aktivitet", "idrett", "fritid", "lek"),
    "coffee": ("møteplass", "møtested"),
    "house": ("bomiljø", "bolig", "bo", "nærmiljø"),
    "hat-school": ("utdanning", "skole", "læring"),
    "chat": ("språk", "medvirkning", "deltakelse"),
    "briefcase": ("arbeid", "sysselset", "jobb", "næring"),
    "head-heart": ("helse", "folkehelse", "levekår"),
    "palette": ("kultur", "kunst"),
    "recycle": ("søppel", "avfall", "klima", "miljø"),
    "hand-heart": ("frivillig", "dugnad"),
    "wheelchair": ("tilgjengelig", "universell"),
    "person-group": ("fellesskap", "inkludering", "naboskap"),
    "information-square": ("tjeneste", "offentlig"),
    "buildings3": ("byutvikling", "bydel", "omgivelse", "omdømme"),
}
ANY = "star-fill"
PICTOGRAMS = frozenset((*SPOKEN_OF, ANY))  # those that a programme's file may name


def pictogram(theme: Goal) -> str:
    """The name of the theme's icon."""
    if theme.icon in PICTOGRAMS:
        return str(theme.icon)
    words = re.findall(r"\w+", theme.name.text("nb").casefold())
    return next((icon for icon, begins in SPOKEN_OF.items() if any(w.startswith(begins) for w in words)), ANY)
