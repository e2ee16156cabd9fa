from __future__ import annotations

import time
from decimal import Decimal

import pytest

from cleaners.normalize.money import Money, parse_amount, parse_currency, parse_money
from cleaners.tables.currencies import CODES, DIGITS, SHARED, SIGNS

SHOWN = [
    pytest.param("34,90 €", "34.90", "EUR", id="comma-sign-behind"),
    pytest.param("€34.90", "34.90", "EUR", id="sign-before"),
    pytest.param("EUR 1.299,00", "1299.00", "EUR", id="code-before"),
    pytest.param("1 299,00 zł", "1299.00", "PLN", id="narrow-space"),
    pytest.param("CHF 1’299.–", "1299", "CHF", id="swiss"),
    pytest.param("34,- €", "34", "EUR", id="dash-for-cents"),
    pytest.param("1.299 €", "1299", "EUR", id="thousands"),
    pytest.param("¥12,800", "12800", None, id="shared-sign"),
    pytest.param("12,800円", "12800", "JPY", id="yen"),
    pytest.param("₹1,29,900.00", "129900.00", "INR", id="indian-groups"),
    pytest.param("0.999 €", "0.999", "EUR", id="petrol"),
    pytest.param("US$ 5", "5", "USD", id="whole-dollars"),
    pytest.param("1.234.567,89 €", "1234567.89", "EUR", id="two-groups"),
]


@pytest.mark.parametrize(("text", "amount", "currency"), SHOWN)
def test_a_price_is_read_exactly(text: str, amount: str, currency: str | None) -> None:
    assert parse_money(text) == Money(Decimal(amount), currency)


UNSURE = [
    "from 1.299,00 €", "ab 19,90 €", "10 – 20 €", "save 20%", "20 %", "1.299.00 €", "12,34,56 €",
    "KWD 12.500", "€ 5 / kg", "5 €/Stk", "v1.2.3", "", "€", "-5 €", "5 € 6 €", "call us",
    "1,299,00 €", "12.34567 €", "99999999999999 €", "€ 5 $", "5 GBP €",
]  # fmt: skip


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_not_plainly_a_price_is_none(text: str) -> None:
    assert parse_money(text) is None


def test_a_code_from_elsewhere_must_agree() -> None:
    assert parse_money("$5", "CAD") == Money(Decimal(5), "CAD")
    assert parse_money("€5", "CAD") is None


STATED = [
    pytest.param("34.90", "34.90", id="text"),
    pytest.param(34.9, "34.9", id="float"),
    pytest.param(1299, "1299", id="int"),
    pytest.param("1,299.00", "1299.00", id="grouped"),
    pytest.param("1299,00", "1299.00", id="decimal-comma"),
    pytest.param("0", "0", id="nought"),
    pytest.param("34.9000", "34.9000", id="magento"),
]


@pytest.mark.parametrize(("value", "amount"), STATED)
def test_structured_amounts(value: object, amount: str) -> None:
    assert parse_amount(value) == Decimal(amount)


@pytest.mark.parametrize(
    "value",
    ["1.299", "", "free", True, None, [], float("nan"), float("inf"), 1e300, 10**400, -1, 0.12345],
    ids=str,
)
def test_structured_amounts_that_are_unsure(value: object) -> None:
    assert parse_amount(value) is None


def test_three_decimal_digits_are_read_where_the_currency_has_them() -> None:
    assert parse_amount("12.500", "KWD") == Decimal("12.500")


def test_the_table_is_consistent() -> None:
    assert set(DIGITS) <= CODES
    assert set(SIGNS.values()) <= CODES
    assert not SHARED & set(SIGNS)
    assert all(parse_currency(sign) == code for sign, code in SIGNS.items())
    assert not [sign for sign in SHARED if parse_currency(sign)]


@pytest.mark.parametrize("text", ["1" * 10**6, "1," * 500_000, "€" * 10**6, " " * 10**6])
def test_hostile_prices_are_quick(text: str) -> None:
    began = time.perf_counter()
    assert parse_money(text) is None
    assert parse_amount(text) is None
    assert time.perf_counter() - began < 1
