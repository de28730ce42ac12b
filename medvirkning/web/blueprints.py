"""Every part of the counter, in one list."""

from flask import Flask

from medvirkning.settings import Settings
from medvirkning.web.account.views import blueprint as account
from medvirkning.web.accounting.views import blueprint as accounting
from medvirkning.web.answering.views import blueprint as answering
from medvirkning.web.appealing.views import blueprint as appealing
from medvirkning.web.appeals.views import blueprint as appeals
from medvirkning.web.applying.views import blueprint as applying
from medvirkning.web.awards.views import blueprint as awards
from medvirkning.web.board.views import blueprint as board
from medvirkning.web.code.views import blueprint as code
from medvirkning.web.components import blueprint as components
from medvirkning.web.confirming.views import blueprint as confirming
from medvirkning.web.contribute.views import blueprint as contribute
from medvirkning.web.demo.views import blueprint as demo
from medvirkning.web.fitting.views import blueprint as fitting
from medvirkning.web.following_up.views import blueprint as following_up
from medvirkning.web.health.views import blueprint as health
from medvirkning.web.helping.views import blueprint as helping
from medvirkning.web.inbox.views import blueprint as inbox
from medvirkning.web.letters.views import blueprint as letters
from medvirkning.web.library.views import blueprint as library
from medvirkning.web.meeting.views import blueprint as meeting
from medvirkning.web.minutes import blueprint as minutes
from medvirkning.web.portal.views import blueprint as portal
from medvirkning.web.queue.views import blueprint as queue
from medvirkning.web.reckoning.views import blueprint as reckoning
from medvirkning.web.results_shown.views import blueprint as results_shown
from medvirkning.web.scheme_settings.views import blueprint as scheme_settings
from medvirkning.web.schemes.views import blueprint as schemes
from medvirkning.web.shifts.views import blueprint as shifts
from medvirkning.web.stops.views import blueprint as stops
from medvirkning.web.survey_paper.views import blueprint as survey_paper
from medvirkning.web.survey_results.views import blueprint as survey_results
from medvirkning.web.surveys.views import blueprint as surveys
from medvirkning.web.tablet.views import blueprint as tablet
from medvirkning.web.ties.views import blueprint as ties

EVERYWHERE = (
    health,
    account,
    reckoning,
    portal,
    board,
    inbox,
    contribute,
    answering,
    code,
    schemes,
    fitting,
    awards,
    applying,
    confirming,
    helping,
    queue,
    ties,
    meeting,
    minutes,
    letters,
    appealing,
    appeals,
    accounting,
    following_up,
    scheme_settings,
    library,
    survey_results,
    survey_paper,
    results_shown,
    surveys,
    stops,
    shifts,
    tablet,
)
DEMO_ONLY = (demo, components)


def register(app: Flask, settings: Settings) -> None:
    """Open the counters; the demo's own only where the demo is on."""
    for blueprint in EVERYWHERE + (DEMO_ONLY if settings.demo else ()):
        app.register_blueprint(blueprint)
