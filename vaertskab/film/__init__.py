"""The films of the coffee reflections: made from their manuscripts, or recorded by a colleague."""
