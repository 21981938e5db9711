"""Microsoft 365: an app that acts by itself for one mailbox, built after Microsoft's published contract."""
