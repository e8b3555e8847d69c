"""What is written to start from, and what is published of it."""
