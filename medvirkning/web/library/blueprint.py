"""Where the ready texts of decisions are kept."""

from flask import Blueprint

blueprint = Blueprint("library", __name__, url_prefix="/<slug>/arbeid/tekster")
