"""The web application for a WSGI server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.site.settings")
# A web thread lives long and keeps its connection: a new one per request halves the throughput.
os.environ.setdefault("GOODWORD_DB_KEEP", "60")

application = get_wsgi_application()
