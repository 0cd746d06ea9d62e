"""Calendars: invitations as iCalendar files that any calendar program reads. Start at mapping.py."""
