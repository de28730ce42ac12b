"""What a phone fetches the first time it opens a programme's front page: bytes over the wire, brotli where there is."""

import re
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import brotli

LINKED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"')
NOT_FETCHED = re.compile(r'<link\b[^>]*?rel="(?:canonical|alternate|prefetch)"[^>]*>')
IN_CSS = re.compile(r"url\(['\"]?([^'\")]+)['\"]?\)")


def weigh(url: str) -> dict[str, int]:
    """Bytes of each thing the page makes the browser fetch, by address; the page itself is ''."""
    page, size = _fetch(url)
    weights = {"": size}
    for address in LINKED.findall(NOT_FETCHED.sub("", page)):
        full = urljoin(url, address)
        text, weights[address] = _fetch(full)
        if address.partition("?")[0].endswith(".css"):
            for inner in IN_CSS.findall(text):
                if not inner.startswith("data:"):
                    _text, weights[inner] = _fetch(urljoin(full, inner))
    return weights


def page_and_css(weights: dict[str, int]) -> int:
    """What must have arrived before anything is shown."""
    return sum(size for address, size in weights.items() if not address or address.partition("?")[0].endswith(".css"))


def _fetch(url: str) -> tuple[str, int]:
    request = Request(url, headers={"Accept-Encoding": "br", "Accept-Language": "nb", "Accept": "*/*"})
    with urlopen(request, timeout=20) as answer:
        body = answer.read()
        plain = brotli.decompress(body) if answer.headers.get("Content-Encoding") == "br" else body
    return plain.decode("utf-8", "replace"), len(body)
