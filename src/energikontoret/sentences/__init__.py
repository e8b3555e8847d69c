"""What the results mean, in words: one file for each chapter, and what several of them say."""
