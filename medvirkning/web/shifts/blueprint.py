"""Where staff keep tablets and shifts."""

from flask import Blueprint

blueprint = Blueprint("shifts", __name__, url_prefix="/<slug>/arbeid")
