"""Pages of a list, as the address asks for them."""

from flask import request

from medvirkning.web.macros import PAGE


def page_count(total: int, per_page: int) -> int:
    """How many pages a list fills; an empty list has one."""
    return max(1, -(-total // per_page))


def asked_page(pages: int) -> int:
    """The page the address asks for: 1 where it says nothing readable, the last one where it asks for more."""
    asked = request.args.get(PAGE, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    return min(max(number, 1), pages)
