"""Planned replies as Starlette's responses, for handlers that Starlette calls."""

from starlette.responses import Response

from mockserver.values import Reply


def response_of(reply: Reply) -> Response:
    """Give a reply that leaves at once as a response of the same bytes."""
    response = Response(reply.body, reply.status)
    response.raw_headers = [*reply.headers]
    return response
