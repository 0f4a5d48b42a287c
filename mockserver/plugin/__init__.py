"""What the pytest plugin is made of; nothing here imports the server before a test wants it."""
