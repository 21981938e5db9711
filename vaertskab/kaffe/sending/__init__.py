"""Mails on their way, and the ledger that knows of each."""
