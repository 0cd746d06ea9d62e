"""Policy: facts, rules (one pure file each), versions with effective dates, decisions and overrides. Start at facts.py and rules/."""
