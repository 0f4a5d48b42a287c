"""The shell on HTTP: routes, bodies in, replies out."""
