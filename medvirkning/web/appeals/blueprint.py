"""The appeal desk: what has come in, each appeal with all that can be done with it, and the letters."""

from flask import Blueprint

blueprint = Blueprint("appeals", __name__, url_prefix="/<slug>/arbeid/klager")
ONE = "/<uuid:appeal_id>"
