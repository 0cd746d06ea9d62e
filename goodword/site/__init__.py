"""The deployment: settings, environment, addresses, the embedded database, health, background housekeeping."""
