"""One WebSocket connection: which turn may begin, what is kept for it, what steers it; no socket is touched here."""
