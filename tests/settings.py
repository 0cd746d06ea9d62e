"""The product's settings, with what takes long made quick."""

from goodword.site.settings import *  # noqa: F403 - all of the product's settings
from goodword.site.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hundreds of sign-ins
GOODWORD_READS_CITIES = False  # seventy thousand of them
WHITENOISE_AUTOREFRESH = True  # otherwise each test client scans the static files
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # no collectstatic
}
