"""Serve the built pages on this machine only, each with a script that reloads it; the files stay as built."""

import mimetypes
import secrets
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from pressroom.policy import hash_of

HOST = "127.0.0.1"
EVENTS = "/-/events"
HEARTBEAT_SECONDS = 15
SCRIPT = """
(() => {
  const events = new EventSource("%s");
  events.onmessage = (event) => {
    if (event.data !== "%s") { events.close(); location.reload(); }
  };
})();
"""


class Pages(socketserver.ThreadingTCPServer):
    """Serves a folder at a free port of 127.0.0.1, and tells the open pages of every new version."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__((HOST, 0), _Handler)
        self.folder = folder.resolve()
        self.closing = False
        self.news = threading.Condition()
        self.version = secrets.token_hex(8)

    @property
    def port(self) -> int:
        return self.server_address[1]

    def url(self, path: str) -> str:
        """Return the address of a file, given by its path below the folder."""
        return f"http://{HOST}:{self.port}/{quote(path)}"

    def tell(self) -> None:
        """Let every open page load itself anew."""
        with self.news:
            self.version = secrets.token_hex(8)
            self.news.notify_all()

    def wait_for_another(self, version: str) -> None:
        """Wait until there is another version, the server closes, or it is time for a sign of life."""
        with self.news:
            self.news.wait_for(lambda: self.closing or self.version != version, HEARTBEAT_SECONDS)

    def close(self) -> None:
        """Stop serving, open pages included."""
        with self.news:
            self.closing = True
            self.news.notify_all()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hung up."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def find(self, target: str) -> Path | None:
        """Return the file that a request means; None for what is hidden, outside the folder or not there."""
        parts = [part for part in unquote(urlsplit(target).path).split("/") if part]
        if any(part.startswith(".") or "\0" in part for part in parts):
            return None
        path = self.folder.joinpath(*parts or ["index.html"]).resolve()
        return path if path.is_file() and path.is_relative_to(self.folder) else None


class _Handler(BaseHTTPRequestHandler):
    server: Pages

    def do_GET(self) -> None:
        names = [f"{host}:{self.server.port}" for host in (HOST, "localhost")]
        if self.headers.get("Host") not in names:  # another site's name that leads here
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == EVENTS:
            self._tell_versions()
        elif path := self.server.find(self.path):
            self._send(path)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *details: Any) -> None:
        """Say nothing: the terminal belongs to the build."""

    def _send(self, path: Path) -> None:
        version, content = self.server.version, path.read_bytes()
        if path.suffix == ".html":
            content = reloading(content.decode("utf-8"), version).encode()
        self._head(mimetypes.guess_type(path.name)[0] or "application/octet-stream", len(content))
        self.wfile.write(content)

    def _tell_versions(self) -> None:
        self._head("text/event-stream")
        sent = None
        try:
            while not self.server.closing:
                version = self.server.version
                self.wfile.write(b":\n\n" if version == sent else f"data: {version}\n\n".encode())
                sent = version
                self.server.wait_for_another(sent)
        except OSError:  # the page was closed
            return

    def _head(self, kind: str, length: int | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Cache-Control", "no-store")
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()


def reloading(page: str, version: str) -> str:
    """Return a page that loads itself anew when another version is told, which its policy lets it ask for."""
    script = SCRIPT % (EVENTS, version)
    page = page.replace(
        "content=\"default-src 'none';", "content=\"default-src 'none'; connect-src 'self';", 1
    )
    page = page.replace("script-src ", f"script-src {hash_of(script)} ", 1)
    before, end, after = page.rpartition("</body>")
    return f"{before}<script>{script}</script>\n{end}{after}" if end else page


@contextmanager
def serving(folder: Path) -> Iterator[Pages]:
    """Serve a folder for the length of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = Pages(folder)
    threading.Thread(target=pages.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        yield pages
    finally:
        pages.close()
