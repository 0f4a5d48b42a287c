"""The test author's side in Python: sessions to script, to call and to judge."""
