"""Compare two images pixel by pixel, without trusting either."""

import io
import warnings

from PIL import Image, ImageChops

from pressroom.review.changes import Picture, Pixels

MOST_PIXELS = 40_000_000
MARK = (200, 0, 120)


def compare_images(old: Picture, new: Picture) -> Pixels:
    """Return the share of pixels that differ at all; raise ValueError where an image cannot be read.

    Images of different sizes are laid on a common white canvas, top left corners together.
    """
    before, after = _open(old), _open(new)
    mask = _mask(before, after)
    same = mask.histogram()[0]
    return Pixels(1 - same / (mask.width * mask.height), before.size, after.size)


def mask_of(old: Picture, new: Picture) -> Picture:
    """Return a transparent PNG whose opaque pixels are those that differ.

    Raises ValueError where an image cannot be read.
    """
    mask = _mask(_open(old), _open(new)).point(lambda level: 1 if level else 0)
    image = mask.convert("P")
    image.putpalette([0, 0, 0, *MARK])
    stream = io.BytesIO()
    image.save(stream, "PNG", bits=1, transparency=0)
    return Picture("image/png", stream.getvalue())


def is_readable(picture: Picture) -> bool:
    """Return whether the bytes are an image that may be shown."""
    try:
        _open(picture)
    except ValueError:
        return False
    return True


def _open(picture: Picture) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(picture.data), formats=("PNG", "JPEG"))
            if image.width * image.height > MOST_PIXELS:
                raise ValueError(f"the image is too large ({image.width} × {image.height} pixels)")
            return image.convert("RGBA")
    except (OSError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise ValueError(f"the image cannot be read ({str(error)[:80]})") from None


def _mask(before: Image.Image, after: Image.Image) -> Image.Image:
    size = max(before.width, after.width), max(before.height, after.height)
    bands = ImageChops.difference(_canvas(before, size), _canvas(after, size)).split()
    mask = bands[0]
    for band in bands[1:]:
        mask = ImageChops.lighter(mask, band)
    return mask


def _canvas(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    canvas = Image.new("RGBA", size, "white")
    canvas.paste(image, (0, 0))
    return canvas
