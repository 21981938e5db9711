"""What a course must keep to, and how faults are told."""
