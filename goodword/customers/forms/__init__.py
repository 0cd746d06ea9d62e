"""Forms of the customers slice, by noun. A form reads and explains; what is stored is up to the action."""
