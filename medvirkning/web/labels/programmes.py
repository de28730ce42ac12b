"""Words for programmes."""

from flask_babel import lazy_gettext as _l

from medvirkning.programmes.words import PlaceKind, PopulationFault, Role

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
    (PopulationFault.NOT_A_NUMBER, _l("Write how many people in digits, such as 3 200")),
    (PopulationFault.NO_YEAR, _l("Write which year the numbers are from")),
    (PopulationFault.NOT_A_YEAR, _l("Write a year from %(first)s to %(last)s")),
    (PopulationFault.NO_SOURCE, _l("Write who has counted, so that others can look it up")),
]
