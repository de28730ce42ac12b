"""What people wrote in answer to one question, for the few who may read it."""

from typing import Any

from flask import abort, render_template, request

from medvirkning.permissions import Can
from medvirkning.surveys.free_texts import PER_PAGE, TextWish, may_be_read, text_count, texts, written_in
from medvirkning.web.access import requires
from medvirkning.web.fields import tidy
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.locale import locale
from medvirkning.web.marked import told
from medvirkning.web.survey_results.blueprint import blueprint
from medvirkning.web.survey_results.loaders import Found, question_at
from medvirkning.web.survey_results.looking import write_down, written_down

LONGEST_SEARCH = 100


@blueprint.route("/<question_key>/svar", methods=["GET", "POST"])
@requires(Can.READ_RAW_ANSWERS, question_at)
def written(found: Found) -> Any:
    """The texts alone, some at a time, or those with some words in them; first it is written down who reads them."""
    if not written_in(found.question):
        abort(404)
    file, words = found.one_by_one, tidy(request.args.get("sok"))[:LONGEST_SEARCH]
    readable = may_be_read(found.question, found.told.question(found.key))
    if request.method == "POST":
        return write_down(found, there=readable and file is not None)
    known = written_down(found)
    wish = TextWish(found.survey.id, found.question, file.until, words) if file and readable and known else None
    total = text_count(wish) if wish else 0
    pages = page_count(total, PER_PAGE)
    page = asked_page(pages)
    return render_template(
        "survey_results/written.html",
        found=found,
        title=told(found.question.text, locale()),
        readable=readable,
        written_down=known,
        file=file,
        words=words,
        total=total,
        texts=texts(wish, start=(page - 1) * PER_PAGE) if wish else [],
        page=page,
        pages=pages,
    )
