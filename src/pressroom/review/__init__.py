"""What changed between two runs, and why: comparison, causes, review page, back-test."""
