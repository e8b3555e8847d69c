"""Two images compared pixel by pixel, and what is stored beside their pixels."""

import io
import struct
import zlib

import pytest
from PIL import Image

from pressroom.review.changes import Picture
from pressroom.review.compare import pixels

SIZE = (4, 3)
GREY = (100, 100, 100, 255)


def picture(image, kind="PNG", **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return Picture(f"image/{kind.lower()}", stream.getvalue())


def plain(colour=GREY, size=SIZE):
    return Image.new("RGBA", size, colour)


def dotted(*places, colour="black", size=SIZE):
    image = plain(size=size)
    for place in places:
        image.putpixel(place, Image.new("RGBA", (1, 1), colour).getpixel((0, 0)))
    return picture(image)


def test_equal_images_differ_in_no_pixel():
    found = pixels.compare_images(dotted(), dotted())
    assert (found.share, found.old_size, found.new_size) == (0, SIZE, SIZE)


def test_the_share_is_of_all_pixels():
    assert pixels.compare_images(dotted(), dotted((0, 0), (1, 0), (3, 2))).share == 3 / 12


@pytest.mark.parametrize("colour", [(101, 100, 100), (100, 99, 100), (100, 100, 101), (100, 100, 100, 254)])
def test_a_pixel_differs_in_any_of_its_colours(colour):
    assert pixels.compare_images(dotted(), dotted((1, 1), colour=colour)).share == pytest.approx(1 / 12)


@pytest.mark.parametrize("size", [(5, 3), (4, 5), (6, 7)])
def test_images_of_two_sizes_are_laid_on_white_corner_on_corner(size):
    larger = plain("white", size)
    larger.paste(plain(), (0, 0))
    old, new = picture(plain()), picture(larger)
    assert pixels.compare_images(old, new).share == pixels.compare_images(new, old).share == 0
    found = pixels.compare_images(old, new)
    assert (found.old_size, found.new_size) == (SIZE, size)


def test_what_is_beyond_the_other_image_and_not_white_differs():
    wide, high = (picture(plain("black", size)) for size in ((4, 2), (2, 4)))
    assert pixels.compare_images(wide, high).share == pytest.approx(8 / 16)


def test_a_mask_marks_what_differs_and_lets_all_else_be_seen():
    mask = Image.open(io.BytesIO(pixels.mask_of(dotted(), dotted((3, 2), (1, 0))).data))
    marked = {(3, 2), (1, 0)}
    shown = mask.convert("RGBA")
    assert shown.size == SIZE
    for place in ((x, y) for x in range(4) for y in range(3)):
        assert shown.getpixel(place) == ((200, 0, 120, 255) if place in marked else (0, 0, 0, 0))


def test_a_mask_takes_one_bit_for_a_pixel():
    mask = pixels.mask_of(dotted(), dotted((1, 1)))
    assert mask.mime == "image/png"
    assert mask.data[24] == 1


@pytest.mark.parametrize(
    "raw", [b"", b"GIF89a", picture(plain().convert("P"), "GIF").data, dotted().data[:50]]
)
def test_what_is_no_png_or_jpeg_cannot_be_read(raw):
    broken = Picture("image/png", raw)
    assert not pixels.is_readable(broken)
    for pair in ((broken, dotted()), (dotted(), broken)):
        with pytest.raises(ValueError, match="the image cannot be read"):
            pixels.compare_images(*pair)


def test_a_png_and_a_jpeg_can_be_read():
    assert pixels.is_readable(dotted())
    assert pixels.is_readable(picture(plain().convert("RGB"), "JPEG"))


@pytest.mark.parametrize(("limit", "is_readable"), [(12, True), (11, False)])
def test_an_image_of_as_many_pixels_as_are_allowed_is_read(monkeypatch, limit, is_readable):
    monkeypatch.setattr(pixels, "MOST_PIXELS", limit)
    assert pixels.is_readable(dotted()) is is_readable


def test_an_image_of_more_than_forty_million_pixels_is_too_large():
    huge = picture(Image.new("1", (8_000, 5_001)))
    with pytest.raises(ValueError, match=r"the image is too large \(8000 × 5001 pixels\)"):
        pixels.compare_images(huge, dotted())


def test_an_image_that_would_fill_the_memory_cannot_be_read():
    bomb = picture(Image.new("1", (20_000, 20_000)))
    assert not pixels.is_readable(bomb)


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def gamma(value):
    return chunk(b"gAMA", struct.pack(">I", value))


def png(*before, depth=8, level=9, end=b""):
    """Return a grey PNG of one pixel, with chunks before its pixels and bytes after its end."""
    head = struct.pack(">IIBBBBB", 1, 1, depth, 0, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0" * 3, level))
    raw = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(before) + data + chunk(b"IEND", b"") + end
    return Picture("image/png", raw)


@pytest.mark.parametrize("depth", [1, 2, 4, 8])
def test_of_a_png_of_at_most_eight_bits_the_compression_says_nothing(depth):
    assert pixels.stored_beside(png(depth=depth, level=0), png(depth=depth, level=9)) == ()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (png(), png(gamma(1)), ("gAMA",)),
        (png(gamma(1)), png(gamma(2)), ("gAMA",)),
        (png(gamma(1)), png(gamma(1 << 24 | 1)), ("gAMA",)),
        (png(gamma(1)), png(gamma(1), gamma(1)), ("gAMA",)),
        (png(gamma(1), chunk(b"eXIf", b"a")), png(gamma(2), chunk(b"eXIf", b"b")), ("gAMA", "eXIf")),
        (png(gamma(1), chunk(b"eXIf", b"a")), png(chunk(b"eXIf", b"a"), gamma(1)), ("order of chunks",)),
        (png(), png(end=b"\0"), ("bytes after the end",)),
        (png(), png(end=b"\0" * 11), ("bytes after the end",)),
        (png(), png(end=gamma(1)), ("gAMA",)),
        (png(depth=4), png(depth=8), ("IHDR",)),
    ],
)
def test_what_two_images_have_beside_their_pixels_is_named(old, new, named):
    assert pixels.stored_beside(old, new) == pixels.stored_beside(new, old) == named


def of_another_kind(image, mime):
    return Picture(mime, image.data)


JPEG, OTHER_JPEG = (picture(plain().convert("RGB"), "JPEG", comment=comment) for comment in "ab")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (JPEG, OTHER_JPEG),
        (of_another_kind(JPEG, "image/png"), of_another_kind(OTHER_JPEG, "image/png")),
        (of_another_kind(JPEG, "image/png"), png()),
        (png(), of_another_kind(JPEG, "image/png")),
        (png(depth=16, level=0), png(depth=16, level=9)),
        (png(depth=16), png()),
        (png(), png(depth=16)),
        (of_another_kind(png(level=0), "image/jpeg"), of_another_kind(png(level=9), "image/jpeg")),
    ],
)
def test_of_any_other_image_every_byte_counts(old, new):
    assert pixels.stored_beside(old, new) == ("bytes",)
    assert pixels.stored_beside(old, old) == ()
