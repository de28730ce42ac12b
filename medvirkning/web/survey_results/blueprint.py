"""Where staff read the results of a survey, and publish them."""

from flask import Blueprint

blueprint = Blueprint("survey_results", __name__, url_prefix="/<slug>/arbeid/undersokelser/<uuid:survey_id>/resultater")
