"""The photos that people sent in answer to one question, for the few who may see them."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for

from medvirkning.permissions import Can
from medvirkning.surveys.sent_photos import PER_PAGE, PhotoWish, may_be_seen, photo_count, photo_in, photos
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.access import requires
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.locale import locale
from medvirkning.web.marked import told
from medvirkning.web.photos import photo_response
from medvirkning.web.survey_results.blueprint import blueprint
from medvirkning.web.survey_results.loaders import Found, any_at_question, question_at
from medvirkning.web.survey_results.looking import write_down, written_down


@blueprint.route("/<question_key>/bilder", methods=["GET", "POST"])
@requires(Can.READ_RAW_ANSWERS, question_at)
def sent_photos(found: Found) -> Any:
    """The photos alone, some at a time; first it is written down who sees them."""
    if found.question.kind is not QuestionKind.PHOTO:
        abort(404)
    if request.method == "POST":
        return write_down(found, there=_readable(found) and found.one_by_one is not None)
    wish = _wish(found)
    total = photo_count(wish) if wish else 0
    pages = page_count(total, PER_PAGE)
    page = asked_page(pages)
    return render_template(
        "survey_results/photos.html",
        found=found,
        title=told(found.question.text, locale()),
        readable=_readable(found),
        written_down=written_down(found),
        file=found.one_by_one,
        total=total,
        photos=photos(wish, start=(page - 1) * PER_PAGE) if wish else [],
        first=(page - 1) * PER_PAGE,
        page=page,
        pages=pages,
    )


@blueprint.get("/<question_key>/bilder/<uuid:photo_id>")
@requires(Can.READ_RAW_ANSWERS, any_at_question)
def sent_photo(found: Found) -> Any:
    """One of them, to those who may see its page; by way of that page where nothing is written down yet."""
    if not written_down(found):
        return redirect(url_for(".sent_photos", question_key=found.key, **found.here), 303)
    wish, wanted_id = _wish(found), (request.view_args or {})["photo_id"]
    return photo_response(photo_in(wish, wanted_id) if wish else None, seconds=0)


def _readable(found: Found) -> bool:
    return may_be_seen(found.question, found.told.question(found.key))


def _wish(found: Found) -> PhotoWish | None:
    """What may be seen today, by one who has let it be written down; None where that is nothing."""
    file = found.one_by_one if _readable(found) and written_down(found) else None
    return PhotoWish(found.survey.id, found.question, file.until) if file else None
