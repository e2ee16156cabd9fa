"""Currencies by their ISO 4217 codes, and the signs that shops write for them.

Source: the active codes of ISO 4217 (list one of its maintenance agency), without metals, funds
and test codes. Only what differs from two decimal digits stands in ``DIGITS``.

A sign stands in ``SIGNS`` only if shops use it for one currency: "$", "¥", "kr", "lei", "Fr.",
"元", "руб." and "Rs" are absent on purpose, since the page alone cannot say which of several is
meant. "£" is read as sterling: the pounds of other countries are written with a letter beside it.
Signs are in lower case, without a full stop at their end.
"""

from typing import Final

CODES: Final = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
    KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
    MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
    UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()
)

DIGITS: Final = {
    **dict.fromkeys(
        (
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
            "VUV", "XAF", "XOF", "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}  # fmt: skip
"""Decimal digits of the currencies that do not have two."""

SIGNS: Final = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "us$": "USD", "u$s": "USD",
    "a$": "AUD", "au$": "AUD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "円": "JPY", "₩": "KRW", "원": "KRW", "₹": "INR",
    "₽": "RUB", "₺": "TRY", "tl": "TRY", "₴": "UAH", "грн": "UAH", "₪": "ILS", "₫": "VND",
    "฿": "THB", "₱": "PHP", "₦": "NGN", "₸": "KZT", "₾": "GEL", "₼": "AZN", "֏": "AMD",
    "₵": "GHS", "₡": "CRC", "₲": "PYG", "kč": "CZK", "ft": "HUF", "zł": "PLN", "лв": "BGN",
    "rp": "IDR", "rm": "MYR", "₭": "LAK", "៛": "KHR", "৳": "BDT", "₮": "MNT", "s/": "PEN",
}  # fmt: skip
"""What stands beside an amount, and the code it means."""

SHARED: Final = frozenset(
    ("$", "¥", "￥", "kr", "kr.", "lei", "fr", "fr.", "元", "руб", "руб.", "р.", "rs", "rs.", "din")
)
"""Signs of several currencies: an amount beside one of them has a currency that is not known."""
