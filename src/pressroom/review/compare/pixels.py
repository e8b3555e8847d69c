"""Compare two images pixel by pixel, without trusting either."""

import io
import warnings

from PIL import Image, ImageChops

from pressroom.review.changes import Picture, Pixels

MOST_PIXELS = 40_000_000
MARK = (200, 0, 120)
FADED = 0.7
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What the ninth byte of the first chunk says: so many bits has a pixel, or each of its colours.
DEPTHS = (b"\x01", b"\x02", b"\x04", b"\x08")


def compare_images(old: Picture, new: Picture) -> Pixels:
    """Return the share of pixels that differ at all; raise ValueError where an image cannot be read.

    Images of different sizes are laid on a common white canvas, top left corners together.
    """
    before, after = _open(old), _open(new)
    mask = _mask(before, after)
    same = mask.histogram()[0]
    return Pixels(1 - same / (mask.width * mask.height), before.size, after.size)


def stored_beside(old: Picture, new: Picture) -> tuple[str, ...]:
    """Return what two images with equal pixels differ in, none where only their compression differs.

    Gamma, profile, orientation, resolution and further frames change how an image looks. Only a PNG of
    at most 8 bits says by its chunks that there is no more to it.
    """
    before, after = _chunks(old.data), _chunks(new.data)
    if old.mime != "image/png" or before is None or after is None:
        return () if old.data == new.data else ("bytes",)
    if before == after:
        return ()
    chunks = dict.fromkeys([*before, *after])
    return tuple(
        dict.fromkeys(
            name for name, content in chunks if before.count((name, content)) != after.count((name, content))
        )
    ) or ("order of chunks",)


def _chunks(raw: bytes) -> list[tuple[str, bytes]] | None:
    """Return the chunks of a PNG but its pixels, None where pixels of 8 bits would not say all."""
    chunks, place = [], len(SIGNATURE)
    while place + 12 <= len(raw):
        length = int.from_bytes(raw[place : place + 4], "big")
        name = raw[place + 4 : place + 8].decode("latin-1")
        place += 8
        if name != "IDAT":
            chunks.append((name, raw[place : place + length]))
        place += length + 4
    chunks.append(("bytes after the end", raw[place:]))
    return chunks if raw.startswith(SIGNATURE) and chunks[0][1][8:9] in DEPTHS else None


def mask_of(old: Picture, new: Picture) -> Picture:
    """Return a transparent PNG whose opaque pixels are those that differ.

    Raises ValueError where an image cannot be read.
    """
    mask = _mask(_open(old), _open(new)).point(bool)
    image = mask.convert("P")
    image.putpalette([0, 0, 0, *MARK])
    stream = io.BytesIO()
    image.save(stream, "PNG", transparency=0)
    return Picture("image/png", stream.getvalue())


def marked(old: Picture, new: Picture) -> Picture:
    """Return the new image, faded, with the pixels marked that differ; ValueError where one is no image."""
    before, after = _open(old), _open(new)
    mask = _mask(before, after).point(lambda value: 255 * bool(value))
    white = Image.new("RGBA", mask.size, "white")
    sheet = Image.blend(Image.alpha_composite(white, _canvas(after, mask.size)), white, FADED)
    sheet.paste(MARK, mask=mask)
    stream = io.BytesIO()
    sheet.convert("RGB").save(stream, "PNG", optimize=False)
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
