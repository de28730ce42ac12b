"""Words for programmes."""

from flask_babel import lazy_gettext as _l

from medvirkning.programmes.words import PlaceKind, Role

PROGRAMME_LABELS = [
    (Role.ADMINISTRATOR, _l("Administrator")),
    (Role.LEAD, _l("Programme lead")),
    (Role.COORDINATOR, _l("Coordinator")),
    (Role.CHAIR, _l("Chair of the district group")),
    (Role.MEMBER, _l("Member of the district group")),
    (Role.SUBSTITUTE, _l("Substitute member")),
    (Role.AUDITOR, _l("Auditor")),
    (Role.APPEAL_BODY, _l("Member of the appeal body")),
    (Role.OFFICER, _l("Deciding officer")),
    (PlaceKind.OFFICE, _l("Neighbourhood office")),
    (PlaceKind.HALL, _l("Community hall")),
    (PlaceKind.STOP, _l("Caravan stop")),
]
