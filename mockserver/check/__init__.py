"""Whether files hold what the API, the contract and the scenario format ask for."""
