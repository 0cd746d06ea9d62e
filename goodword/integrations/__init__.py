"""The only code that speaks to other systems; the domain never imports it."""
