"""The words of programmes: the roles people have in one, and the kinds of goals and places."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in one programme. A person may be several things, and others elsewhere."""

    ADMINISTRATOR = "administrator"  # people and settings
    LEAD = "lead"  # programme lead: plan and report
    COORDINATOR = "coordinator"  # the inbox, the caravan
    CHAIR = "chair"  # leads the district group
    MEMBER = "member"  # sits in the district group
    SUBSTITUTE = "substitute"  # steps in for a member
    AUDITOR = "auditor"  # reads
    APPEAL_BODY = "appeal_body"  # sits in the body that decides appeals
    OFFICER = "officer"  # decides what the group recommends, on delegated authority


class GoalKind(StrEnum):
    """The ministry's grant goals, or the programme's own themes."""

    NATIONAL = "national"
    THEME = "theme"


class PlaceKind(StrEnum):
    """Where one can meet the programme."""

    OFFICE = "office"
    HALL = "hall"
    STOP = "stop"


class PopulationFault(StrEnum):
    """Why it can't be told like this how many live somewhere."""

    NOT_A_NUMBER = "population_not_a_number"
    NO_YEAR = "population_no_year"
    NOT_A_YEAR = "population_not_a_year"  # facts: first, last
    NO_SOURCE = "population_no_source"
