"""What is plausible: the items of a reply that nobody wrote, made from the request alone."""
