"""What differs between two runs: inputs, key figures, tables, figures and texts."""
