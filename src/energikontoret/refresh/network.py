"""Bounds on what a statistics service may cost: seconds, bytes, and one plain message when it fails."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from pressroom.errors import UserError

CONNECT_SECONDS = 10
READ_SECONDS = 30
SERVICE_SECONDS = 180
MAX_BYTES = 30_000_000
STAYS = "The files in data/ stay as they are."


class TooLarge(requests.RequestException):
    """An answer above the limit."""


class Bounded(HTTPAdapter):
    """Sends with a time limit where the client sets none, and reads no more than MAX_BYTES."""

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        *others: Any,
        **more: Any,
    ) -> requests.Response:
        limits = timeout or (CONNECT_SECONDS, READ_SECONDS)
        response = super().send(request, True, limits, *others, **more)
        ends = time.monotonic() + SERVICE_SECONDS
        body = bytearray()
        for chunk in response.iter_content(65_536):
            body += chunk
            if len(body) > MAX_BYTES or time.monotonic() > ends:
                response.close()
                raise TooLarge(f"more than {MAX_BYTES // 10**6} MB, or too slow", request=request)
        response._content = bytes(body)
        return response


def call(service: str, work: Callable[..., Any], *given: Any) -> Any:
    """Return what `work` fetches within SERVICE_SECONDS; UserError says which service failed, and how.

    The thread is a daemon: some clients wait without a limit, and must not hold the command up.
    """
    outcome: dict[str, Any] = {}

    def run() -> None:
        try:
            outcome["value"] = work(*given)
        except Exception as error:
            outcome["error"] = error

    with _quiet_and_bounded():
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(SERVICE_SECONDS)
    if "value" in outcome:
        return outcome["value"]
    raise _plain(service, outcome.get("error"))


@contextmanager
def _quiet_and_bounded() -> Iterator[None]:
    """Let every session opened meanwhile use Bounded; the clients' own logging stays out of the way."""
    clients = logging.getLogger("koladapy")
    level = clients.level
    clients.setLevel(logging.CRITICAL)
    # A session takes the adapter by this name, and the clients open sessions of their own.
    requests.sessions.HTTPAdapter = Bounded  # type: ignore[misc]  # a class, replaced on purpose
    try:
        yield
    finally:
        requests.sessions.HTTPAdapter = HTTPAdapter  # type: ignore[misc]  # and put back
        clients.setLevel(level)


def _plain(service: str, error: BaseException | None) -> UserError:
    """Return a failure in two lines: no network, an answer with an error, or one we do not understand."""
    if error is None:
        return UserError(f"{service} did not answer within {SERVICE_SECONDS} seconds.", f"Try later. {STAYS}")
    if isinstance(error, UserError):
        return error
    cause = error.__cause__ if isinstance(error.__cause__, requests.RequestException) else error
    if isinstance(cause, requests.ConnectionError | requests.Timeout):
        host = urlsplit(str(cause.request.url)).netloc if cause.request is not None else service
        return UserError(
            f"{service} cannot be reached: no connection to {host}.", f"Check the network. {STAYS}"
        )
    said = " ".join(str(cause).split())[:200] or type(cause).__name__
    if isinstance(cause, requests.RequestException):
        return UserError(
            f"{service} gave no usable answer: {said}.", f"Try later, or see what has changed there. {STAYS}"
        )
    return UserError(
        f"{service} answered something unexpected ({type(cause).__name__}: {said}).",
        f"The service may have changed its format; see refresh/ in the package. {STAYS}",
    )
