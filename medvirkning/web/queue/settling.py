"""Settling a doubt: who votes, what they found, and what the minutes say."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.people.queries import names_of
from medvirkning.permissions import Can
from medvirkning.programmes.queries import roles
from medvirkning.review.cases import declarations, grounds_in
from medvirkning.review.doubts import may_settle_in, panel_in, settle
from medvirkning.review.hints import hints_about
from medvirkning.review.models import Declaration
from medvirkning.review.stepping import settlements
from medvirkning.review.words import DeclarationAnswer
from medvirkning.web.access import requires, signed_in
from medvirkning.web.cases import Case, case_at, law_text
from medvirkning.web.queue.blueprint import blueprint
from medvirkning.web.queue.forms import SETTLED_AT, SettlementForm


class InDoubt:
    """Somebody's declaration in a case, for whoever writes down how doubts there are settled."""

    def __init__(self, found: Case, declaration: Declaration) -> None:
        self.found, self.declaration, self.programme_id = found, declaration, found.programme_id


def doubt_at(person: Person, slug: str, application_id: UUID, person_id: UUID) -> InDoubt | None:
    """Loader: somebody who has declared in the case. Only for whoever settles doubts there (403)."""
    found = case_at(person, slug, application_id)
    if found is None:
        return None
    theirs = next((each for each in declarations(found.application) if each.person_id == person_id), None)
    if theirs is None:
        return None
    if roles(person.id, found.programme_id) and may_settle_in(person, found.application):
        abort(403)
    return InDoubt(found, theirs)


@blueprint.route("/<uuid:application_id>/habilitet/<uuid:person_id>/avgjor", methods=["GET", "POST"])
@requires(Can.SETTLE_DOUBT, doubt_at)
def settle_doubt(doubt: InDoubt) -> Any:
    """What the doubt is about and who votes; then what the group found, or how it was settled."""
    application, who = doubt.found.application, panel_in(doubt.found.application)
    form = SettlementForm()
    form.offer(grounds_in(application, at=now()))
    if form.accepted():
        try:
            with transaction():
                made = settle(doubt.declaration, **form.said, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, SETTLED_AT)
        else:
            name = doubt.declaration.person.name
            takes_part = made.answer is DeclarationAnswer.NO
            flash(_("%(name)s takes part.", name=name) if takes_part else _("%(name)s steps aside.", name=name))
            slug = doubt.found.programme.slug
            return redirect(url_for("queue.declaration", slug=slug, application_id=application.id), 303)
    names = names_of([*who.voters, doubt.declaration.person_id])
    page = render_template(
        "queue/settle_doubt.html",
        application=application,
        doubt=doubt.declaration,
        form=form,
        who=who,
        voters=sorted(names[each] for each in who.voters),
        hints=hints_about(doubt.declaration.person, application),
        earlier=[each for each in settlements(application.id) if each.person_id == doubt.declaration.person_id],
        law=law_text("disqualification_decided_by"),
    )
    return page, form.status
