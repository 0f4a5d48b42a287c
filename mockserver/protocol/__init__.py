"""The API's meaning: items and their events, the response object, ids, usage, the stream checker."""
