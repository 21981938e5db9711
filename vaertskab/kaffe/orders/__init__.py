"""Who gets the mails, and when."""
