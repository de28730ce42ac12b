"""Where a coordinator makes surveys: settings, questions, publishing."""

from flask import Blueprint

blueprint = Blueprint("surveys", __name__, url_prefix="/<slug>/arbeid/undersokelser")
