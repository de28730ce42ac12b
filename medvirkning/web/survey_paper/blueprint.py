"""Where staff print forms, key them in and approve them, and write for somebody who stands beside."""

from flask import Blueprint

blueprint = Blueprint("survey_paper", __name__, url_prefix="/<slug>/arbeid/undersokelser/<uuid:survey_id>")
