from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Compressed files whose names carry a hash, also where one JavaScript module imports another."""

    support_js_module_import_aggregation = True
