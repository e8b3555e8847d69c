"""What a notebook holds, and what it imports."""
