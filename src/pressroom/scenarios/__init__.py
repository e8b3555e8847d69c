"""What may vary, and the sets of values that are run."""
