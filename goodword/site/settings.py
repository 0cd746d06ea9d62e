"""Django settings. What an operator sets comes from `environment.py`; nothing else reads os.environ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from goodword.site import database, environment

ENVIRONMENT = environment.read()
ROOT = Path(__file__).resolve().parent.parent
DEBUG = ENVIRONMENT.debug

# The one list of slices, bottom to top. Template folders, template-tag libraries, job modules and URL
# modules are found from it; tests/architecture fails when a folder is missing from it.
SLICES = [
    "kernel",
    "ui",
    "journal",
    "people",
    "files",
    "comments",
    "filters",
    "links",
    "texts",
    "customers",
    "ledger",
    "policy",
    "approvals",
    "playbooks",
    "stories",
    "requests",
    "recruiting",
    "integrations",
    "notifications",
    "imports",
    "merges",
    "erasure",
    "reports",
    "desk",
    "portal",
]

SECRET_KEY = ENVIRONMENT.secret_key or environment.kept_secret_key(ENVIRONMENT.data)
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
# What an empty database needs before anybody can work: run after each migration, safe to run again.
GOODWORD_FIRST_ROWS = [
    "goodword.people.actions.ensure_program",
    "goodword.customers.actions.ensure_lists",
    "goodword.policy.actions.ensure_first_version",
    "goodword.playbooks.actions.ensure_shipped",
]
# What says the labels of what a saved filter keeps: filters stand below the slices whose lists they narrow.
GOODWORD_FILTER_LABELS = "goodword.desk.queries.filter_words.labels_for"

ROOT_URLCONF = "goodword.site.urls"
WSGI_APPLICATION = "goodword.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "goodword.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # allauth's page of signed-in devices needs it
    "django.contrib.postgres",
    "django.forms",  # the widget templates of our own form renderer
    "template_partials.apps.SimpleAppConfig",  # the simple configurations leave TEMPLATES alone, see below
    "django_cotton.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "goodword",
]

MIDDLEWARE = [
    "goodword.site.proxy.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "goodword.site.entrance.Entrance",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goodword.site.entrance.LargeLists",
    # Closed unless said otherwise: a page for people without a sign-in says @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "goodword.people.middleware.PlaceAndTongue",
    "goodword.filters.middleware.UsualFilters",
    "goodword.site.errors.DomainErrors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "goodword.site.errors.WrongMethod",
]

# Templates. Partials and cotton each rewrite the loaders when left alone, and cotton then undoes partials,
# so the loaders are written out here.
_LOADERS: list[Any] = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / name / "templates" for name in SLICES if (ROOT / name / "templates").is_dir()],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                ("template_partials.loader.Loader", _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)]),
            ],
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
            "libraries": {
                path.stem: f"goodword.{name}.templatetags.{path.stem}"
                for name in SLICES
                for path in sorted((ROOT / name / "templatetags").glob("[!_]*.py"))
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goodword.people.context.frame",
                "goodword.filters.context.saved",
            ],
        },
    },
]
FORM_RENDERER = "goodword.ui.forms.TablerRenderer" if (ROOT / "ui" / "forms.py").exists() else "django.forms.renderers.TemplatesSetting"

# Database. The web role may not change the schema; the owner is used to migrate and for nothing else.
DATABASES: dict[str, Any] = {
    "default": {
        **dj_database_url.parse(database.url_for(ENVIRONMENT)),
        "CONN_MAX_AGE": ENVIRONMENT.keep_connections,
        "CONN_HEALTH_CHECKS": True,
    },
}

# Used one-time codes and the sign-in limits: in the database, because every process has to see them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "goodword_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # beyond it what has expired goes first
    },
}

# Jobs live in the same database; Procrastinate's worker imports these modules.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = [
    f"goodword.{name}"
    for name, path in [
        *((f"{name}.tasks", ROOT / name / "tasks.py") for name in SLICES),
        ("reactions", ROOT / "reactions.py"),
        ("site.jobs", ROOT / "site" / "jobs.py"),
    ]
    if path.exists()
]

# Sign-in: by mail address and password, with optional second factor; people are invited, nobody signs up.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "goodword.people.adapters.SignsIn",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.https else "http"
if (ROOT / "people" / "adapters.py").exists():
    ACCOUNT_ADAPTER = "goodword.people.adapters.AccountAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
MFA_TOTP_ISSUER = "Goodword"
PASSWORD_RESET_TIMEOUT = 2 * 3600
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# Per network address, and per account for wrong second-factor codes, wherever they come from; wrong passwords are counted by axes.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/5m/key"}
ACCOUNT_FORMS = {"login": "goodword.people.forms.SignInForm"}
AXES_USERNAME_CALLABLE = "goodword.people.adapters.tried_address"
AXES_LOCKOUT_TEMPLATE = "people/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# What the browser is allowed to do.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SESSION_ENGINE = "goodword.site.sessions"
SESSION_COOKIE_NAME = "goodword_session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "goodword_csrf"
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.base_url] if ENVIRONMENT.base_url else []
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Static files: hashed names, sent by the web process itself.
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATICFILES_DIRS = [ROOT / name / "static" for name in SLICES if (ROOT / name / "static").is_dir()]
STORAGES = {
    # What people attach; only the program itself reads it.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
MEDIA_ROOT = ENVIRONMENT.data / "files"
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nobody asks for the others, and compressing takes its time

# Languages and time. Rows hold UTC; the program's and each person's zone are data.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
# Who registers on the public page reads it, and the mails about it, in one of these. Staff pages are English so far.
GUEST_LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]
# Compiled from goodword/locale when the program starts, see words.py.
LOCALE_PATHS = [ENVIRONMENT.data / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Mail. Without a mail server the notifications slice keeps each mail, readable under Outbox.
GOODWORD_MAIL_CONFIGURED = ENVIRONMENT.mail_configured
GOODWORD_BASE_URL = ENVIRONMENT.public_url
GOODWORD_DATA = ENVIRONMENT.data
# The worker reads where cities are; a test names the few that it wants.
GOODWORD_READS_CITIES = ENVIRONMENT.reads_cities
FILE_MEGABYTES = ENVIRONMENT.file_mb
FILES_MEGABYTES = ENVIRONMENT.files_mb
# The one-click entry of the sign-in page exists in the demo world only, and never where DEMO=0.
GOODWORD_DEMO_ENTRY = ENVIRONMENT.demo is not False
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if ENVIRONMENT.mail_configured else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = ENVIRONMENT.smtp_host
EMAIL_PORT = ENVIRONMENT.smtp_port
EMAIL_HOST_USER = ENVIRONMENT.smtp_user
EMAIL_HOST_PASSWORD = ENVIRONMENT.smtp_password
EMAIL_USE_TLS = ENVIRONMENT.smtp_security == "starttls"
EMAIL_USE_SSL = ENVIRONMENT.smtp_security == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"hide_tokens": {"()": "goodword.site.logs.HideTokens"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["hide_tokens"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"goodword": {"level": "INFO"}},
}
