"""What several outputs draw on."""
