"""Server CPU time per request, ours beside a bare uvicorn that sends the same bytes."""
