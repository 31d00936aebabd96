"""Django as the portal uses it: requests, responses and addresses; no database, no sessions, no cookies in this part."""

import logging
import secrets

import django
from django.conf import settings

#: No address has more fields: an election of 200 ballots and 40 candidates has them.
MOST_FIELDS = 10_000


def configure() -> None:
    """Sets Django up, once."""
    if settings.configured:
        return
    settings.configure(
        DEBUG=False,
        SECRET_KEY=secrets.token_urlsafe(32),  # signs nothing that outlives the process
        ALLOWED_HOSTS=["*"],  # no address is ever built from the host that a request names
        ROOT_URLCONF="comity.portal.urls",
        MIDDLEWARE=["comity.portal.headers.headers"],
        INSTALLED_APPS=[],
        DATABASES={},
        USE_TZ=True,
        USE_I18N=False,
        APPEND_SLASH=False,
        DATA_UPLOAD_MAX_MEMORY_SIZE=1_000_000,
        DATA_UPLOAD_MAX_NUMBER_FIELDS=MOST_FIELDS,
        DEFAULT_CHARSET="utf-8",
        LOGGING_CONFIG=None,
    )
    logging.getLogger("django").setLevel(logging.CRITICAL)  # it would log addresses that readers asked for
    django.setup(set_prefix=False)
