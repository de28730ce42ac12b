"""The programme's own themes, as addresses and forms call them."""

from medvirkning.programmes.models import Goal, Programme


def themes(programme: Programme) -> dict[str, Goal]:
    """The themes in order, by their number: what an address says, and the value of a choice."""
    return {str(goal.position): goal for goal in programme.themes}
