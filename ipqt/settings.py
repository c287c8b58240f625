"""Settings, all from the environment. What each variable means stands in the README."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from ipqt import environment, logs, policy

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# A demonstration has made-up people and an SQLite file; DEBUG is for a developer's own machine.
DEMO = environment.flag("DEMO")
DEBUG = environment.flag("DEBUG")
PRODUCTION = not (DEMO or DEBUG)
THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]

ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", None if PRODUCTION else ",".join(THIS_MACHINE))
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS", "")
_own_secret = None if PRODUCTION else environment.kept_secret(VAR_DIR / "secret_key")
SECRET_KEY = environment.text("SECRET_KEY", _own_secret)
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS", "")

if any("*" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this site; * lets anyone pose as it.")
if DEBUG and set(ALLOWED_HOSTS) - set(THIS_MACHINE):
    raise ImproperlyConfigured("DEBUG is for this machine only: unset it, or unset ALLOWED_HOSTS.")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY must be random and at least 50 characters long.")

INSTALLED_APPS = [
    "ipqt.apps.IpqtConfig",
    "deliverables",
    "metrics",
    "django_tables2",
    "django_filters",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

# The headers come before whatever may answer early, so that redirects and refusals carry them too.
MIDDLEWARE = [
    "ipqt.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ipqt.middleware.PrivatePagesMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "ipqt.urls"
WSGI_APPLICATION = "ipqt.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["ipqt.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ipqt.moments.moment_context",
            ],
        },
    },
]
DJANGO_TABLES2_TEMPLATE = "components/table.html"

# The database: an SQLite file, or PostgreSQL through psycopg2.
DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'ipqt.sqlite3'}")}
_database = DATABASES["default"]
_options = _database.setdefault("OPTIONS", {})
if _database["ENGINE"].endswith("sqlite3"):
    _options["transaction_mode"] = "IMMEDIATE"
    _options["timeout"] = 5
    _options["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
else:
    _database["CONN_MAX_AGE"] = environment.integer("DATABASE_KEEP_SECONDS", 60)
    _database["CONN_HEALTH_CHECKS"] = True
    _options["connect_timeout"] = 2
    # Compiling the query of a status at a moment takes PostgreSQL three times as long as running it.
    _longest = environment.integer("DATABASE_STATEMENT_MS", 15_000)
    _options["options"] = f"-c statement_timeout={_longest} -c jit=off"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Work outside requests: rows of the database, done by `manage.py db_worker`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "ipqt.User"
AUTHENTICATION_BACKENDS = ["ipqt.sign_in.EmailBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60

# What browsers are told. A demonstration and a developer's machine speak plain HTTP.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = environment.integer("HSTS_SECONDS", 365 * 24 * 60 * 60) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if environment.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.CONTENT_SECURITY_POLICY}
PERMISSIONS_POLICY = policy.PERMISSIONS_POLICY
CSRF_FAILURE_VIEW = "ipqt.error_pages.csrf_failure"

# Language and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
FORMAT_MODULE_PATH = ["ipqt.formats"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "ipqt.styles.SiteStyles",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATIC_ROOT = VAR_DIR / "static"
_PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN_STORAGE if DEBUG else "ipqt.storage.HashedStaticStorage"},
}

# Mail: written to the log while no server is named
vars().update(environment.mail("EMAIL_URL", "consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "noreply@localhost")
EMAIL_TIMEOUT = 10

# Where links in mails lead; what sends mails asks for it where it is empty
_this_machine = "" if PRODUCTION else f"http://localhost:{environment.integer('PORT', 8000)}"
SITE_ADDRESS = environment.site_address("SITE_ADDRESS", _this_machine)

# The demonstration stays quiet, so that its address stays in sight.
_level = environment.choice("LOG_LEVEL", logs.LEVELS, "WARNING" if DEMO else "INFO")
LOGGING = logs.configure(level=_level, as_json=PRODUCTION)
