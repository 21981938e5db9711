"""What comes back to the sender's mailbox."""
