"""What the database itself refuses about money: more than is due, more back than came, a closed day."""

from motcua.base.guards import Guard

_PAID = "COALESCE((SELECT sum(amount) FROM dossiers_payment WHERE charge_id = NEW.charge_id), 0)"
_FREE = "COALESCE((SELECT amount FROM dossiers_exemption WHERE charge_id = NEW.charge_id), 0)"
_CHARGED = "(SELECT amount FROM dossiers_charge WHERE id = NEW.charge_id)"
_BACK = "COALESCE((SELECT sum(amount) FROM dossiers_refund WHERE payment_id = NEW.payment_id), 0)"
_CAME = "(SELECT amount FROM dossiers_payment WHERE id = NEW.payment_id)"
_CLOSED = "EXISTS (SELECT 1 FROM dossiers_dailyclosing WHERE counter_id = NEW.counter_id AND day = NEW.day)"
_ASKED = """EXISTS (SELECT 1 FROM dossiers_refundrequest WHERE id = NEW.request_id AND by_id = NEW.by_id
  AND payment_id = NEW.payment_id AND amount = NEW.amount AND state = 'approved')"""


def _cash(table: str) -> str:
    return (
        f"COALESCE((SELECT sum(amount) FROM {table} WHERE counter_id = NEW.counter_id AND day = NEW.day "  # noqa: S608
        "AND method = 'counter_cash'), 0)"
    )


_RULES = (
    # table, name, what must not be, what it says, what is held meanwhile on PostgreSQL
    (
        "dossiers_payment",
        "payment_within_what_is_due",
        f"NEW.amount + {_PAID} > {_CHARGED} - {_FREE}",
        "more is paid than is due",
        "PERFORM 1 FROM dossiers_charge WHERE id = NEW.charge_id FOR NO KEY UPDATE;",
    ),
    (
        "dossiers_exemption",
        "exemption_within_what_is_due",
        f"NEW.amount + {_PAID} > {_CHARGED}",
        "more is exempted than is due",
        "PERFORM 1 FROM dossiers_charge WHERE id = NEW.charge_id FOR NO KEY UPDATE;",
    ),
    (
        "dossiers_refund",
        "refund_within_what_came",
        f"NEW.amount + {_BACK} > {_CAME} OR NOT {_ASKED}",
        "a refund is asked for, approved, and no more than came",
        "PERFORM 1 FROM dossiers_payment WHERE id = NEW.payment_id FOR NO KEY UPDATE;",
    ),
    (
        "dossiers_payment",
        "payment_on_an_open_day",
        _CLOSED,
        "the day of this counter is closed",
        "PERFORM 1 FROM places_counter WHERE id = NEW.counter_id FOR NO KEY UPDATE;",
    ),
    (
        "dossiers_refund",
        "refund_on_an_open_day",
        _CLOSED,
        "the day of this counter is closed",
        "PERFORM 1 FROM places_counter WHERE id = NEW.counter_id FOR NO KEY UPDATE;",
    ),
    (
        "dossiers_dailyclosing",
        "closing_is_what_moved",
        f"NEW.cash <> {_cash('dossiers_payment')} OR NEW.cash_back <> {_cash('dossiers_refund')}",
        "the sums of a closing are those of its payments and refunds",
        "PERFORM 1 FROM places_counter WHERE id = NEW.counter_id FOR NO KEY UPDATE;",
    ),
)


def _sqlite(table: str, name: str, wrong: str, says: str) -> str:
    stop = f"SELECT RAISE(ABORT, '{says}')"
    return f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {wrong} BEGIN {stop}; END"


def _postgresql(table: str, name: str, wrong: str, says: str, holds: str) -> tuple[str, str]:
    return (
        f"""CREATE FUNCTION {name}() RETURNS trigger AS $$
        BEGIN
          {holds}
          IF {wrong} THEN
            RAISE EXCEPTION '{says}' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql""",
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


MONEY_ADDS_UP = Guard(
    sqlite=tuple(_sqlite(*rule[:4]) for rule in _RULES),
    postgresql=tuple(statement for rule in _RULES for statement in _postgresql(*rule)),
)
"""A charge is never overpaid, a payment never over-refunded, and a closed day stays as it was counted."""
