"""Many parameter sets of one scenario: a table of parameters and key figures, and figures from it."""
