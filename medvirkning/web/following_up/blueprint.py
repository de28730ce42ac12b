"""The staff's counter after decisions: what is accepted, paid and accounted for."""

from flask import Blueprint

blueprint = Blueprint("following_up", __name__)
