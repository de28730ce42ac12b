"""A page that is the same for everyone but for a few random values is rendered once and filled in for each.

Kept for as long as the programme it was made from is (`loading.FRESH` seconds), and only for those who are not signed
in and have nothing waiting to be told: theirs is rendered for them alone.
"""

from collections.abc import Callable

from flask import current_app, session

from medvirkning.programmes.models import Programme
from medvirkning.web.access import person
from medvirkning.web.locale import locale


def same_for_all(name: str, programme: Programme, render: Callable[[], str], *own: str) -> str:
    """The page `name` of a programme, with one's own values in it.

    `own` are what differs: long random values (a token, an id) that `render` puts into the page as they are.
    """
    if person() is not None or "_flashes" in session:
        return render()
    kept: dict[tuple[str, str, str], tuple[Programme, str]] = current_app.extensions.setdefault("same_for_all", {})
    made_from, page = kept.get((name, programme.slug, locale()), (None, ""))
    if made_from is not programme:
        page = render()
        for place, value in enumerate(own):
            page = page.replace(value, _hole(place))
        kept[name, programme.slug, locale()] = (programme, page)
    for place, value in enumerate(own):
        page = page.replace(_hole(place), value)
    return page


def _hole(place: int) -> str:
    return f"\0{place}\0"  # no page has a NUL
