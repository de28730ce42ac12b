"""Publishing what was answered to one question, and taking it down again."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.permissions import Can
from medvirkning.surveys.as_published import as_published
from medvirkning.surveys.publications import Publication
from medvirkning.surveys.publishing_results import publish_results, take_down
from medvirkning.surveys.queries import last_publication, standing_publications
from medvirkning.surveys.zone_shares import by_zone_from
from medvirkning.web.access import requires, signed_in
from medvirkning.web.charts import charts
from medvirkning.web.locale import locale
from medvirkning.web.marked import told
from medvirkning.web.survey_results.blueprint import blueprint
from medvirkning.web.survey_results.forms import AT_FIELD, PublishForm
from medvirkning.web.survey_results.loaders import Found, published_at, question_at
from medvirkning.web.zone_maps import by_zone, look_words, zoned


@blueprint.route("/<question_key>/publiser", methods=["GET", "POST"])
@requires(Can.PUBLISH_RESULTS, question_at)
def publish(found: Found) -> Any:
    """What everyone will see of one question, and what we hear in it."""
    last = last_publication(found.survey.id, found.key)
    looks = [one for one in by_zone(found.told, found.question) if not one.nothing]
    form = PublishForm(**_before(last))
    offered = [(one.look.name, look_words(found.question, one.look, found.programme).striptags()) for one in looks]
    form.look.choices = [("", _("No, only of everybody")), *offered]
    if form.accepted():
        try:
            with transaction():
                look = next((one.look for one in looks if one.look.name == form.look.data), None)
                publish_results(
                    found.survey, found.key, form.heard, look=look, seen=form.seen.data or "", by=signed_in(), at=now()
                )
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        except Stale:
            last = last_publication(found.survey.id, found.key)
            form.object_to("heard_nb", _meanwhile(last))
            form.seen.data = mark(last)
        else:
            flash(_("Now everyone can see what was answered."))
            return redirect(url_for(".question", **found.here, question_key=found.key), 303)
    page = render_template(
        "survey_results/publish.html",
        found=found,
        form=form,
        title=told(found.question.text, locale()),
        charts=charts(found.question, found.told.question(found.key), found.programme, locale()),
        shown=found.told.question(found.key),
        standing=last if last is not None and last.taken_down_at is None else None,
        zoned=[
            (one.look.name, zoned(found.question, one, found.programme, f"zones-{at}")) for at, one in enumerate(looks)
        ],
    )
    return page, form.status


def _before(last: Publication | None) -> dict[str, str]:
    """What the form has when it is opened: as it was published last."""
    if last is None:
        return {"seen": mark(last)}
    stored = last.shown.get("by")
    look = by_zone_from(stored).look.name if stored else ""
    return {f"heard_{language}": words for language, words in last.heard} | {"look": look, "seen": mark(last)}


def mark(last: Publication | None) -> str:
    """What a form carries of the publication that it was opened beside; empty for none."""
    return last.mark if last is not None else ""


def _meanwhile(last: Publication | None) -> str:
    """What somebody else has done since the form was opened."""
    if last is None or last.taken_down_at is not None:
        return _("It has been taken down meanwhile. Press Publish if everyone shall see it again.")
    return _(
        "%(name)s has published this meanwhile. See it below. Press Publish if yours shall take its place.",
        name=last.by.name,
    )


@blueprint.route("/<question_key>/ta-ned", methods=["GET", "POST"])
@requires(Can.PUBLISH_RESULTS, published_at)
def unpublish(found: Found) -> Any:
    """Show it no longer; asked once before it is done."""
    standing = standing_publications(found.survey.id).get(found.key)
    if request.method == "GET" and standing is not None:
        [what] = [one for one in as_published(found.survey.id) if one.question.key == found.key]
        title = told(what.question.text, locale())
        return render_template("survey_results/take_down.html", found=found, standing=standing, title=title)
    if request.method == "GET":
        return redirect(url_for(".results", **found.here), 303)
    if standing is not None:
        with transaction():
            take_down(standing, by=signed_in(), at=now())
    flash(_("It is no longer shown."))
    if found.results is None or found.key not in found.told.questionnaire.by_key:
        return redirect(url_for(".results", **found.here), 303)
    return redirect(url_for(".question", **found.here, question_key=found.key), 303)
