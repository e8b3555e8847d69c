"""What the results mean, in words."""
