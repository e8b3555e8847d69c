"""Words and numbers, as a reader of each language expects them."""
