"""What an applicant does after the answer."""

from medvirkning.web.accounting import accepting, repayment, reporting  # noqa: F401  (their routes)
from medvirkning.web.accounting.blueprint import blueprint

__all__ = ["blueprint"]
