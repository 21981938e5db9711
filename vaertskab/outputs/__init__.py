"""What the course is read as: one folder an output; none imports another."""
