from django.db import migrations

from motcua.base.append_only import protect
from motcua.base.guards import create
from motcua.dossiers.guarding_destruction import DOORS
from motcua.dossiers.guarding_money import MONEY_ADDS_UP

TABLES = {
    "dossiers_charge": (("id",),),
    "dossiers_exemption": (("charge_id",),),
    "dossiers_obligation": (("charge_id",),),
    "dossiers_resumption": (("obligation_id",),),
    "dossiers_paymentnotice": (("id",), ("connector", "notice")),
    "dossiers_noticesettled": (("notice_id",),),
    "dossiers_payment": (
        ("id",),
        ("center_id", "year", "number"),
        ("center_id", "method", "reference"),
        ("order_id",),
    ),
    "dossiers_refund": (("id",), ("request_id",)),
    "dossiers_dailyclosing": (("id",), ("counter_id", "day")),
}


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_moves")]

    operations = [
        *(
            migrations.RunPython(
                protect(table, unique=unique, door=DOORS[table].condition if table in DOORS else None),
                migrations.RunPython.noop,
            )
            for table, unique in TABLES.items()
        ),
        migrations.RunPython(create(MONEY_ADDS_UP), migrations.RunPython.noop),
    ]
