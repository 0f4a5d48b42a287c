"""Transports that lead the requests of an HTTP client to the server of a test, whatever host they name."""

from functools import cache
from typing import Any

from mockserver.testing.route import below_prefix


def sync_redirect(url: str, library: Any) -> Any:
    """Give a transport for clients of this library; `url` is that of the session, without `/v1`."""
    return _kinds(library)[0](url, library)


def async_redirect(url: str, library: Any) -> Any:
    """Give such a transport for asynchronous clients."""
    return _kinds(library)[1](url, library)


class _SyncRedirect:
    def __init__(self, url: str, library: Any) -> None:
        self._url = url
        self._library = library
        self._real = library.HTTPTransport()

    def handle_request(self, request: Any) -> Any:
        return self._real.handle_request(_led(request, self._url, self._library))

    def close(self) -> None:
        self._real.close()


class _AsyncRedirect:
    def __init__(self, url: str, library: Any) -> None:
        self._url = url
        self._library = library
        self._real = library.AsyncHTTPTransport()

    async def handle_async_request(self, request: Any) -> Any:
        return await self._real.handle_async_request(_led(request, self._url, self._library))

    async def aclose(self) -> None:
        await self._real.aclose()


@cache
def _kinds(library: Any) -> tuple[Any, Any]:
    return (
        type("Redirect", (_SyncRedirect, library.BaseTransport), {}),
        type("AsyncRedirect", (_AsyncRedirect, library.AsyncBaseTransport), {}),
    )


def _led(request: Any, url: str, library: Any) -> Any:
    path, question, query = request.url.raw_path.decode("ascii").partition("?")
    whole = library.URL(url + below_prefix(path) + question + query)
    headers = [(name, value) for name, value in request.headers.raw if name.lower() != b"host"]
    host = [(b"Host", whole.netloc)]
    extensions = request.extensions
    return library.Request(request.method, whole, headers=host + headers, stream=request.stream, extensions=extensions)
