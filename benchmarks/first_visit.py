"""What a phone fetches the first time it opens a programme's front page: bytes over the wire, brotli where there is."""

import re
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import brotli

LINKED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"')
NOT_FETCHED = re.compile(r'<link\b[^>]*?rel="(?:canonical|alternate|prefetch)"[^>]*>')
IN_CSS = re.compile(r"url\(['\"]?([^'\")]+)['\"]?\)")


def weigh(url: str) -> dict[str, int]:
    """Bytes of each thing the page makes the browser fetch, by full address: each is fetched once."""
    page, size = _fetch(url)
    weights, asked = {url: size}, [urljoin(url, address) for address in LINKED.findall(NOT_FETCHED.sub("", page))]
    while asked:
        address = asked.pop()
        if address not in weights:
            text, weights[address] = _fetch(address)
            if _is_sheet(address):
                asked += [urljoin(address, inner) for inner in IN_CSS.findall(text) if not inner.startswith("data:")]
    return weights


def page_and_css(weights: dict[str, int]) -> int:
    """What must have arrived before anything is shown: the page, which was weighed first, and its sheets."""
    page = next(iter(weights))
    return sum(size for address, size in weights.items() if address == page or _is_sheet(address))


def _is_sheet(address: str) -> bool:
    return address.partition("?")[0].endswith(".css")


def _fetch(url: str) -> tuple[str, int]:
    request = Request(url, headers={"Accept-Encoding": "br", "Accept-Language": "nb", "Accept": "*/*"})
    with urlopen(request, timeout=20) as answer:
        body = answer.read()
        plain = brotli.decompress(body) if answer.headers.get("Content-Encoding") == "br" else body
    return plain.decode("utf-8", "replace"), len(body)
