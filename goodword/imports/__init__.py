"""CSV in: read, map, try, commit, report. States of a run: uploaded, mapped, running, stopped, done, failed. Start at states.py."""
