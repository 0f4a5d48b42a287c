"""One isolated run: contract, scenarios and protocol joined into `Session.handle`."""
