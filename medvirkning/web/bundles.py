"""One bundle from its list of imports: a style sheet with its layers, shaken tokens and no spare bytes, or a script."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

LAYERS = re.compile(r"@layer\s+([\w.\s,-]+);")
IMPORT = re.compile(r'@import "([^"]+)"(?: layer\(([\w.-]+)\))?;')
SCRIPT = re.compile(r'^import "([^"]+)";$', re.MULTILINE)
TEXTS = re.compile(r'(url\("[^"]*"\)|"[^"]*")')
FILE = re.compile(r'url\("(?!data:|#)([^"]+)"\)')
THEME = "ds.theme"
VENDORED = "vendor/"
NOT_IN_USE = (  # parts of the design system's slices that no page of ours has; a house test holds templates to it
    ".ds-floating", ".ds-focus", ".ds-icon", ".ds-readonly-icon", ".ds-checkbox--checked", ".ds-print-preserve",
    ".ds-list--unstyled", ".ds-field-affix", "[data-field=counter]", "[data-variant=outline]", "[role=switch]",
    ".ds-validation-message[data-color", ".ds-skiplink", "[data-clickdelegatefor]", "[data-position=end]",
    ".ds-field:has(input[type=radio]",
)  # fmt: skip


def style_sheet(entry: Path, given: frozenset[str], hashed: Mapping[str, str]) -> str:
    """The sheet behind `entry`. Tokens (`--ds-…`) nobody uses, or that are in `given`, are left out of the theme.

    `hashed` says where the files that sheets point to (fonts) lie; the sheet lies in the same folder.
    """
    source = entry.read_text("utf-8")
    order = [name.strip() for found in LAYERS.findall(source) for name in found.split(",")]
    layers: dict[str, list[str]] = {}
    for path, layer in IMPORT.findall(source):
        text = (entry.parent / path).read_text("utf-8")
        layers.setdefault(layer, []).append(in_use(text) if VENDORED in path else text)
    rest = "".join(text for layer, texts in layers.items() if layer != THEME for text in texts)
    if THEME in layers:
        layers[THEME] = [shaken("".join(layers[THEME]), rest, given)]
    parts = ["@layer " + ",".join(order) + ";"] if order else []
    for layer in sorted(layers, key=lambda layer: order.index(layer) if layer in order else len(order)):
        text = "".join(layers[layer])
        if text.strip():
            parts.append(f"@layer {layer}{{{text}}}" if layer else text)
    return minified(FILE.sub(lambda found: f'url("{Path(hashed[Path(found[1]).name]).name}")', "\n".join(parts)))


def shaken(theme: str, rest: str, given: frozenset[str] = frozenset()) -> str:
    """The theme with only the tokens that `rest` uses, themselves or through another token, and that are not given."""
    tokens = dict(re.findall(r"(--ds-[\w-]+):\s*([^;]+);", theme))
    wanted, ask = set(), re.findall(r"var\((--ds-[\w-]+)", rest)
    while ask:
        name = ask.pop()
        if name in tokens and name not in wanted:
            wanted.add(name)
            ask += re.findall(r"var\((--ds-[\w-]+)", tokens[name])
    kept = [f"{name}:{tokens[name]}" for name in tokens if name in wanted and name not in given]
    return f":root{{{';'.join(kept)}}}" if kept else ""


def in_use(css: str) -> str:
    """The sheet without the selectors that name what is not in use, and without the rules and groups left empty."""
    kept = []
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports")):
            inner = in_use(body)
            kept.append(f"{head}{{{inner}}}" if inner else "")
        elif selectors := [one for one in _selectors(head) if not any(part in one for part in NOT_IN_USE)]:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """What stands before each outermost brace, and what stands in it."""
    depth, start, head = 0, 0, ""
    for brace in re.finditer(r'"[^"]*"|[{}]', css):
        if brace[0] == "{":
            depth += 1
            if depth == 1:
                head, start = css[start : brace.start()].strip(), brace.end()
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                yield head, css[start : brace.start()]
                start = brace.end()


def _selectors(head: str) -> list[str]:
    """The selectors of a rule, parted at the commas that stand outside all brackets."""
    found, depth = [""], 0
    for sign in head:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


def minified(css: str) -> str:
    """The same rules without comments and spare blanks; what stands in quotes is left alone."""
    parts = TEXTS.split(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    for index in range(0, len(parts), 2):
        text = re.sub(r"\s+", " ", parts[index])
        text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
        text = re.sub(r":\s+", ":", text).replace(";}", "}")
        parts[index] = re.sub(r"(?<![\w.#])(?<!\w-)0\.(\d)", r".\1", text)
    return "".join(parts).strip()


def script(entry: Path) -> str:
    """The script behind `entry`: its own lines and each import in a block of its own, without comments or indents."""
    source = entry.read_text("utf-8")

    def block(found: re.Match[str]) -> str:
        return "{\n" + (entry.parent / found[1]).read_text("utf-8") + "\n}"

    lines = (line.strip() for line in SCRIPT.sub(block, source).splitlines())
    return '"use strict";\n' + "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
