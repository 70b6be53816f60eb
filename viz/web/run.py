"""Runs the site until it is interrupted."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from ...errors import PolicyGraphError
from .app import application
from .held import Held


def serve(
    where: str,
    *,
    database: str | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    texts: Path | None = None,
    begun: Callable[[str, bool], object] = lambda url, open_to_others: None,
) -> None:
    """Serves the graph; ``begun`` hears its address, and whether other machines can reach it. Port 0 is any that is
    free. Raises StoreError if there is no such graph, PolicyGraphError if the address cannot be had."""
    try:
        listening = _listen(host, port)
    except OSError as error:
        remedy = "choose another with --port, or 0 for any" if port else "is that an address of this machine?"
        raise PolicyGraphError(f"{host}:{port} cannot be had: {error.strerror or error}; {remedy}") from error
    with listening:
        held = Held(where, database)
        try:
            address, taken = listening.getsockname()[:2]
            local = ipaddress.ip_address(address).is_loopback
            shown = f"[{address}]" if ":" in address else address
            app = application(held, texts=texts, names={host, *(() if local else (socket.gethostname(),))})
            server = uvicorn.Server(
                uvicorn.Config(
                    app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1,
                    lifespan="off", ws="none", proxy_headers=False,
                )
            )  # fmt: skip
            begun(f"http://{shown}:{taken}/", not local)
            server.run(sockets=[listening])
        except KeyboardInterrupt:
            pass
        finally:
            held.close()


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)  # from now on nobody is turned away
    except OSError:
        listening.close()
        raise
    return listening
