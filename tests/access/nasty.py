"""What nobody types by accident, percent-encoded as it travels in an address or a form."""

from urllib.parse import quote

SCRIPT = "<script>alert(7)</script>"
IMAGE = '"><img src=x onerror=alert(7)>'
MARKUP = (SCRIPT, IMAGE, "<img src=x", "<script>alert")

NASTY = {
    "NUL": "%00",
    "NUL within": "a%00b",
    "control characters": "%01%02%1b[31m%7f%c2%85",
    "line breaks": "a%0d%0aSet-Cookie:%20x=1",
    "a lone surrogate": "%ed%a0%80",
    "broken UTF-8": "%ff%fe%c3%28",
    "100 kB": "a" * 100_000,
    "100 kB of digits": "9" * 100_000,
    "100 kB of words": "a+" * 50_000,
    "64-bit overflow": "9223372036854775808",
    "a hundred digits": "9" * 100,
    "negative": "-1",
    "minus a lot": "-99999999999999999999",
    "zero": "0",
    "a float": "1e400",
    "underscored": "1_000",
    "not a number": "NaN",
    "unicode digits": quote("١٢٣"),
    "a unicode date": quote("٢٠٢٥-٠١-٠١"),
    "right to left": quote("\u202egnp.exe"),
    "zero width": quote("\u200b\u200d\ufeff"),
    "combining": quote("e" + "\u0301" * 500),
    "emoji": quote("👩‍👩‍👧‍👦" * 50),
    "a script": quote(SCRIPT),
    "an image": quote(IMAGE),
    "a template": quote("{{ 7*7 }}{% debug %}${7*7}"),
    "SQL": quote("' OR 1=1; DROP TABLE ipqt_user; --"),
    "LIKE": quote("%_%\\%"),
    "a path": quote("../../../../etc/passwd"),
    "an address": quote("//evil.example/%2e%2e"),
    "a formula": quote('=HYPERLINK("http://evil.example")'),
    "an impossible date": "31/2/2025",
    "an early date": "0001-01-01",
    "a late date": "9999-12-31",
    "a lookup": "pk__gt",
    "JSON": quote('{"$gt": ""}'),
}
