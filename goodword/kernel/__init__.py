"""What every slice may use and nobody owns: errors, transitions, actors, the clock.

No models, no Django views. Start reading in `clock.py` (days and fiscal quarters).
"""
