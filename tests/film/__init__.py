"""The films, decoded."""
