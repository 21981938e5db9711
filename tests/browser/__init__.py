"""The course in a real browser: what a reader sees, hears and reaches."""
