"""Where an administrator says how a grant scheme is to be."""

from flask import Blueprint

blueprint = Blueprint("scheme_settings", __name__, url_prefix="/<slug>/arbeid/ordninger")
