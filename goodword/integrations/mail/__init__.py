"""Mail that comes in: reports of mail servers that a mail of ours could not be delivered. Start at mapping.py."""
