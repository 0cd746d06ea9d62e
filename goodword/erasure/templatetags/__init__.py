"""How what we have on somebody is shown."""
