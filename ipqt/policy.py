"""What a browser may load, run and use on our pages: the values of two security headers."""

import base64
import hashlib

# NHS frontend's first line of the body, exactly as its macro package writes it.
BODY_SCRIPT = (
    "document.body.className += ' js-enabled' + "
    "('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '');"
)


def sha256_source(text: str) -> str:
    """The source expression that allows exactly this inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


CONTENT_SECURITY_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", sha256_source(BODY_SCRIPT)],
    "style-src": ["'self'", sha256_source("")],  # plotly.js adds an empty style element and fills it later
    "img-src": ["'self'", "data:", "blob:"],  # blob: is how plotly.js hands over a picture to download
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "manifest-src": ["'self'"],
}

_UNUSED_FEATURES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
PERMISSIONS_POLICY = {feature: [] for feature in _UNUSED_FEATURES}
