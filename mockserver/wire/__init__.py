"""Bytes: server-sent events, request bodies, API error bodies, segments with slots."""
