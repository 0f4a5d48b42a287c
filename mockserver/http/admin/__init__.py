"""The server's own routes: what is asked is held against `openapi.json`, a file for each noun answers."""
