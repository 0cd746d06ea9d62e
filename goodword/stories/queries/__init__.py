"""Reading stories."""
