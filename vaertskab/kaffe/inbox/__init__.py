"""What comes back to the sender's mailbox: where it is read, what it means, and what is done about it."""
