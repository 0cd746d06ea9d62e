"""Figures in words, with the address of what stands behind each."""
