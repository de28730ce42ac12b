"""The register of ties' part of the counter."""

from flask import Blueprint

blueprint = Blueprint("ties", __name__, url_prefix="/<slug>/arbeid/bindinger")
