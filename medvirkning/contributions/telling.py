"""Telling those who left an address, and forgetting the address when there is no more to tell."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from medvirkning.contributions.correspondence import Contact
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contacts
from medvirkning.contributions.rules import closes_case
from medvirkning.contributions.words import ContactRole, ContributionEvent
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.database import changed, db
from medvirkning.outbox.actions import post

NO_NEWS = timedelta(days=730)  # nothing has happened for so long: nothing more will be told

KINDS = {
    ContributionEvent.RECEIVED: "contribution_received",
    ContributionEvent.PUBLISHED: "contribution_published",
    ContributionEvent.REPUBLISHED: "contribution_published",
    ContributionEvent.HIDDEN: "contribution_hidden",
    ContributionEvent.ANSWERED: "contribution_answered",
    ContributionEvent.FINISHED: "contribution_done",
    ContributionEvent.WITHDRAWN: "contribution_withdrawn",
}


def tell(contribution: Contribution, event: ContributionEvent, *, at: datetime) -> None:
    """Post the news to everyone who left an address; then, if the case is over, delete the addresses.

    The sender's message says where codes are opened, and neither the code nor which contribution it is: a message
    that has been sent must not tie an address to a text. Followers are led to the public page.
    """
    for contact in contacts(contribution.id):
        tell_one(contact, contribution, event, at=at)
    if closes_case(contribution.state, contribution.outcome):
        db.session.flush()
        changed(delete(Contact).where(Contact.contribution_id == contribution.id))


def forget_addresses(*, at: datetime) -> None:
    """Delete the addresses of cases that have lain still for `NO_NEWS`: none is kept longer than it is needed."""
    last = (
        select(func.max(JournalEvent.at))
        .where(
            JournalEvent.subject_kind == Contribution.__tablename__, JournalEvent.subject_id == Contact.contribution_id
        )
        .scalar_subquery()
    )
    changed(delete(Contact).where(last <= at - NO_NEWS))


def tell_one(contact: Contact, contribution: Contribution, event: ContributionEvent, *, at: datetime) -> None:
    """Post the news to one address."""
    follows = contact.role is ContactRole.FOLLOWER
    post(
        KINDS[event],
        to=contact.email,
        language=contact.language,
        at=at,
        programme=contribution.programme.name,
        case=f"/{contribution.programme.slug}/innspill/{contribution.id}" if follows else None,
        stop=None if closes_case(contribution.state, contribution.outcome) else f"/kode/varsel/{contact.id}",
    )
