"""Pictures for the demo, drawn here: nobody's photos, nothing fetched. Flat paper cuttings in the house's colours."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.ImageDraw import ImageDraw as Drawing

from medvirkning.kernel.pictures import CleanPicture, clean_picture

WIDTH, HEIGHT = 1200, 900
FINER = 2  # drawn so much larger and then made smaller, for soft edges

NIGHT, DUSK, INK, WHITE, WOOL = "#231d5c", "#312a7a", "#221e3a", "#ffffff", "#fbf6ee"
SUN, RED, SEA, SKY, PINK = "#ffb22e", "#c4203f", "#0f6470", "#d9edef", "#e4b4d8"
GRASS, MOSS, STONE, SALMON, GREY = "#a9cf8f", "#2f6b3a", "#857e74", "#f7a48c", "#565169"


class Canvas:
    """A sheet of 1200 by 900 points, y downwards."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), ground)
        self.pen: Drawing = ImageDraw.Draw(self.image)

    def shape(self, colour: str, *corners: tuple[float, float]) -> None:
        """A filled shape."""
        self.pen.polygon([(x * FINER, y * FINER) for x, y in corners], fill=colour)

    def box(self, colour: str, x: float, y: float, width: float, height: float, round_: float = 0) -> None:
        """A filled box, with rounded corners if wanted."""
        edges = (x * FINER, y * FINER, (x + width) * FINER, (y + height) * FINER)
        self.pen.rounded_rectangle(edges, round_ * FINER, fill=colour)

    def disc(self, colour: str, x: float, y: float, radius: float) -> None:
        """A filled circle."""
        edges = ((x - radius) * FINER, (y - radius) * FINER, (x + radius) * FINER, (y + radius) * FINER)
        self.pen.ellipse(edges, fill=colour)

    def line(self, colour: str, wide: float, *points: tuple[float, float]) -> None:
        """A line through the points."""
        self.pen.line([(x * FINER, y * FINER) for x, y in points], fill=colour, width=int(wide * FINER), joint="curve")

    def houses(self, wall: str, window: str, floor: float) -> None:
        """A row of wooden houses along the horizon."""
        for place, height in enumerate((190, 250, 170, 230, 200, 260, 180)):
            x = place * 180 - 20
            self.box(wall, x, floor - height, 165, height)
            self.shape(wall, (x - 12, floor - height), (x + 82, floor - height - 90), (x + 177, floor - height))
            for column in (30, 100):
                self.box(window, x + column, floor - height + 40, 34, 44)

    def jpeg(self) -> bytes:
        """The finished sheet."""
        held = BytesIO()
        self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(held, "JPEG", quality=88)
        return held.getvalue()


@cache
def photo(name: str) -> CleanPicture:
    """One of the pictures below, as it is after the same cleaning as everybody's photos."""
    return clean_picture(SCENES[name]())


def _playground(*, lit: bool) -> bytes:
    sheet = Canvas(DUSK if lit else NIGHT)
    sheet.houses("#2b2468" if lit else "#1b1648", SUN if lit else "#4a4390", 560)
    sheet.box(MOSS if lit else "#16351d", 0, 560, WIDTH, 340)
    if lit:
        for x in (180, 480, 780, 1080):
            sheet.shape("#6d7a4a", (x, 330), (x - 150, 840), (x + 150, 840))
            sheet.line(INK, 12, (x, 820), (x, 330))
            sheet.disc(SUN, x, 325, 30)
        for x in (250, 560, 860):
            sheet.box(SALMON, x, 720, 170, 22, 6)
            sheet.box(SALMON, x, 672, 170, 22, 6)
            sheet.line(INK, 10, (x + 20, 742), (x + 20, 800), (x + 20, 742))
            sheet.line(INK, 10, (x + 150, 742), (x + 150, 800))
    bars = WHITE if lit else "#3d4a78"
    sheet.line(bars, 16, (420, 800), (480, 520), (720, 520), (780, 800))
    for x in (540, 650):
        sheet.line(bars, 6, (x, 520), (x, 690))
        sheet.box(RED if lit else "#4d1f3a", x - 28, 690, 56, 14, 6)
    sheet.shape(SUN if lit else "#5a4a3a", (900, 800), (980, 580), (1010, 580), (1150, 800))
    return sheet.jpeg()


def _pitch() -> bytes:
    sheet = Canvas(SKY)
    sheet.houses(GRASS, WHITE, 520)
    sheet.box(MOSS, 0, 520, WIDTH, 380)
    sheet.line(WHITE, 10, (100, 860), (100, 600), (1100, 600), (1100, 860))
    sheet.line(WOOL, 20, (340, 760), (340, 380), (860, 380), (860, 760))
    for x in range(370, 860, 40):
        sheet.line(GREY, 3, (x, 390), (x, 750))
    for y in range(420, 760, 40):
        sheet.line(GREY, 3, (350, y), (850, y))
    for x, y in ((470, 560), (640, 640), (730, 470)):
        sheet.disc(MOSS, x, y, 46)  # the holes
    sheet.disc(WHITE, 560, 820, 40)
    sheet.disc(INK, 560, 820, 14)
    return sheet.jpeg()


def _icy_stairs() -> bytes:
    sheet = Canvas("#c9dbe6")
    sheet.box("#9aa9c0", 0, 0, WIDTH, 260)
    sheet.houses(STONE, SUN, 300)
    for step in range(9):
        y = 300 + step * 64
        sheet.box("#8d93a8" if step % 2 else "#7c8299", 150 - step * 14, y, 900 + step * 28, 66)
        sheet.box("#eef6fb", 150 - step * 14, y, 900 + step * 28, 14)
        sheet.shape(WHITE, (300 + step * 60, y), (430 + step * 60, y), (400 + step * 60, y + 34))
    sheet.line(INK, 16, (1090, 880), (960, 300))
    sheet.line(INK, 12, (960, 300), (960, 360), (1075, 840))
    return sheet.jpeg()


def _quay() -> bytes:
    sheet = Canvas(SKY)
    sheet.disc(SUN, 980, 160, 70)
    sheet.box(SEA, 0, 420, WIDTH, 480)
    for place in range(24):
        x, y = place * 197 % 1150, 470 + place * 53 % 380
        sheet.line("#6fb0b8", 6, (x, y), (x + 60, y))
    sheet.shape("#b9a58a", (0, 640), (620, 520), (760, 900), (0, 900))
    for step in range(4):
        sheet.box("#8f7d65", 520 + step * 44, 600 + step * 70, 120, 26)
    sheet.shape(INK, (820, 520), (1090, 520), (1040, 580), (860, 580))
    sheet.shape(WHITE, (940, 500), (940, 260), (840, 500))
    sheet.shape(RED, (960, 500), (960, 320), (1050, 500))
    sheet.box(STONE, 80, 560, 26, 120)
    sheet.box(STONE, 300, 530, 26, 120)
    return sheet.jpeg()


def _crossing() -> bytes:
    sheet = Canvas(SKY)
    sheet.houses(PINK, WHITE, 420)
    sheet.box(GREY, 0, 420, WIDTH, 480)
    for lane in range(7):
        x = 330 + lane * 80
        sheet.shape(WHITE, (x, 460), (x + 44, 460), (x - 60 + lane * 20, 880), (x - 130 + lane * 20, 880))
    sheet.box(RED, 40, 520, 330, 120, 40)
    sheet.box(RED, 110, 450, 190, 90, 30)
    sheet.box(SKY, 130, 465, 70, 60, 10)
    sheet.box(SKY, 212, 465, 66, 60, 10)
    for x in (110, 300):
        sheet.disc(INK, x, 645, 40)
        sheet.disc(WOOL, x, 645, 16)
    sheet.line(STONE, 14, (1020, 760), (1020, 330))
    sheet.box(DUSK, 960, 260, 120, 120, 8)
    sheet.shape(WHITE, (1020, 280), (1064, 360), (976, 360))
    return sheet.jpeg()


def _flowers() -> bytes:
    sheet = Canvas("#e0efdc")
    sheet.houses(WOOL, SEA, 380)
    sheet.box(GRASS, 0, 380, WIDTH, 520)
    for row in range(3):
        y = 480 + row * 150
        sheet.box(SALMON, 90, y + 60, 1020, 70, 10)
        for place in range(13):
            x = 130 + place * 78
            lift = place * 29 % 40
            sheet.line(MOSS, 8, (x, y + 66), (x, y + 10 - lift))
            sheet.disc((RED, SUN, PINK, WHITE)[(place + row) % 4], x, y - lift, 26)
            sheet.disc(INK, x, y - lift, 7)
    return sheet.jpeg()


def _rainy_house() -> bytes:
    sheet = Canvas("#9fb0bd")
    sheet.box("#7d8f84", 0, 620, WIDTH, 280)
    sheet.box(WOOL, 300, 360, 600, 320)
    sheet.shape(RED, (250, 370), (600, 160), (950, 370))
    sheet.box(DUSK, 545, 480, 110, 200)
    for x in (360, 720):
        sheet.box(GREY, x, 430, 110, 100)
        sheet.line(WOOL, 6, (x + 55, 430), (x + 55, 530))
    for place in range(90):
        x, y = place * 131 % 1200, place * 173 % 900
        sheet.line("#dfe8ee", 3, (x, y), (x - 14, y + 44))
    return sheet.jpeg()


SCENES: dict[str, Callable[[], bytes]] = {
    "dark_playground": lambda: _playground(lit=False),
    "lit_playground": lambda: _playground(lit=True),
    "pitch": _pitch,
    "icy_stairs": _icy_stairs,
    "quay": _quay,
    "crossing": _crossing,
    "flowers": _flowers,
    "rainy_house": _rainy_house,
}
