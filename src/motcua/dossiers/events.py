"""What can happen to a dossier."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "dossier.submitted": "A dossier arrived from afar and waits for its check",
        "dossier.not_accepted": "A dossier was refused at intake",
        "dossier.received": "A complete dossier was received",
        "dossier.assigned": "The head of the unit assigned an officer",
        "dossier.step_completed": "A step was completed",
        "dossier.decided": "The competent person decided",
        "dossier.issued": "The result was numbered and issued",
        "dossier.form_issued": "An official form (01-05) was issued under its number",
        "dossier.supplement_requested": "Papers were asked for; the clock stopped",
        "dossier.supplemented": "What was asked for is there; the term counts from zero",
        "dossier.closed_unsupplemented": "Somebody closed a dossier whose request stayed unanswered",
        "dossier.withdrawn": "The applicant withdrew the dossier",
        "dossier.stopped": "The authority stopped the dossier",
        "dossier.warned": "Who must act and their head were warned that the time runs out",
        "dossier.became_overdue": "The due date passed; how many warnings had been given",
        "dossier.apology_prepared": "A miss is forecast; the apology letter waits for the head",
        "dossier.extended": "The head signed the apology letter; the dossier has a new date, once",
        "dossier.returned": "The result was handed over",
        "dossier.paused": "The dossier waits for a payment to the State budget",
        "dossier.resumed": "The payment was proven; the term goes on",
        "fee.charged": "An amount was charged",
        "fee.exempted": "Somebody was let off a charge, wholly or in part",
        "fee.ordered": "A charge was asked for through the payment platform",
        "fee.noticed": "The payment platform told how an order stands",
        "fee.settled": "A difference with the payment platform was settled",
        "fee.paid": "A charge was paid",
        "fee.refund_asked": "An officer asked that money go back",
        "fee.refunded": "A second officer approved, and money went back",
        "fee.refund_declined": "A second officer declined a refund",
        "fee.day_closed": "A counter's day was closed",
        "fee.tariff_set": "The province set a line of its tariff",
        "fee.tariff_ended": "The province ended a line of its tariff",
        "fee.class_set": "The province set who need not pay",
        "fee.account_set": "A center's receiving account was set",
    }
)
