"""A deterministic mock and contract-testing server for the OpenAI Responses API and Open Responses."""

__version__ = "0.1.0"
