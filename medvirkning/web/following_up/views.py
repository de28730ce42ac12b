"""What has been granted in a programme, and how far each grant has come."""

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.follow_up.queries import PAGE_SIZE, acceptances, followed, followed_counts, waiting_changes
from medvirkning.follow_up.words import FOLLOWED, TO_REPORT
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import today
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.cases import closed_ids
from medvirkning.review.models import Decision
from medvirkning.review.standing import standings_told
from medvirkning.web.access import requires, signed_in
from medvirkning.web.following_up import case, claiming, lists, paying, repayment, reports  # noqa: F401  (their routes)
from medvirkning.web.following_up.blueprint import blueprint
from medvirkning.web.labels.lookup import label
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_at
from medvirkning.web.macros import query_url

State = ApplicationState
TABS: dict[str, frozenset[State]] = {
    "alle": FOLLOWED,
    "svar": frozenset({State.LETTER_SENT}),
    "betales": frozenset({State.ACCEPTED, State.PAID_PART}),
    "betalt": frozenset({State.PAID}),
    "rapport": frozenset({State.REPORT_DUE, State.REPORT_RECEIVED}),
    "tilbake": frozenset({State.REPAYMENT}),
    "avsluttet": frozenset({State.CLOSED}),
}
KINDS = {
    State.LETTER_SENT: ("due", "clock"),
    State.REPAYMENT: ("missing", "arrow-undo"),
    State.CLOSED: ("ok", "checkmark"),
}


@blueprint.get("/<slug>/arbeid/oppfolging")
@requires(Can.READ_FOLLOW_UP, programme_at)
def overview(programme: Programme) -> str:
    """A page of grants, what was decided last first."""
    chosen = request.args.get("vis", "")
    chosen = chosen if chosen in TABS else "alle"
    counts = followed_counts(programme.id, reader_id=signed_in().id)
    totals = {word: sum(counts.get(state, 0) for state in states) for word, states in TABS.items()}
    totals["alle"] = counts[None]
    pages = page_count(totals[chosen], PAGE_SIZE)
    page = asked_page(pages)
    reader = None if chosen == "alle" else signed_in().id
    found = followed(programme.id, TABS[chosen], start=(page - 1) * PAGE_SIZE, reader_id=reader)
    ids = [decision.application_id for decision in found]
    known = {"closed": closed_ids(signed_in().id, ids), "changes": waiting_changes(programme.id)}
    accepted, stands = acceptances(ids), standings_told(found)
    return render_template(
        "following_up/overview.html",
        tabs=[
            {"word": word, "href": query_url(vis=None if word == "alle" else word), "count": totals[word],
             "current": word == chosen} for word in TABS
        ],
        rows=[
            _row(each, stands[each.id].amount, programme, accepted.get(each.application_id), **known)
            for each in found
        ],
        page=page,
        pages=pages,
    )  # fmt: skip


def _row(
    decision: Decision, granted: int, programme: Programme, accepted: Any, *, closed: set[Any], changes: set[Any]
) -> Any:
    """One grant as the list shows it; without how it stands where the reader steps aside."""
    application = decision.application
    kind, icon = KINDS.get(application.state, ("plain", ""))
    badges = [(label(application.state), kind, icon)]
    if application.id in changes:
        badges.append((_("Confirm the account"), "missing", "eye"))
    if accepted is not None and application.state in TO_REPORT and accepted.report_due < today():
        badges.append((_("The report is late"), "missing", "clock"))
    out = application.id in closed
    return {
        "href": url_for("following_up.grant", slug=programme.slug, application_id=application.id),
        "title": application.title,
        "text": f"{application.number} · {application.applicant_name}",
        "zone": next(
            (zone for zone in programme.zones if zone.id == application.zone_id),
            "all" if application.whole_area else None,
        ),
        "badges": [(_("You step aside"), "disqualified", "person-cross")] if out else badges,
        "amount": "" if out else granted,
        "paid": None if out or accepted is None else accepted.paid,
        "out": out,
    }
