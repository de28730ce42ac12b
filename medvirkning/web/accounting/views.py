"""What an applicant does after the answer."""

from medvirkning.web.accounting import accepting  # noqa: F401  (its routes)
from medvirkning.web.accounting.blueprint import blueprint

__all__ = ["blueprint"]
