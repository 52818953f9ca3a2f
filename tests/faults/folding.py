"""Each dossier told anew from what was written down: its state from its moves, its dates from its ledger."""


def unfounded() -> list[str]:
    """A sentence for each dossier whose row says something else than its moves, ledger and decision do."""
    from motcua.dossiers.models import Dossier

    dossiers = Dossier.objects.select_related(
        "center__commune", "revision__procedure", "decision__grant"
    ).prefetch_related("movements", "clock_entries", "steps", "charges")
    wrong = []
    for dossier in dossiers.iterator(chunk_size=500):
        wrong += [f"{dossier.code}: {what}" for what in (*moves(dossier), *dates(dossier), *ends(dossier))]
    return wrong


def moves(dossier) -> list[str]:
    """The state is the fold of the moves by the table of the law; nothing else moved it."""
    from motcua.domain.states import Move, after

    state = None
    for number, row in enumerate(dossier.movements.all(), start=1):
        if (row.position, row.before) != (number, state):
            return [f"move {row.position} begins elsewhere than the one before it ended"]
        state = after(state, Move(row.move))
    return [] if (state, number) == (dossier.state, dossier.moves) else [f"its moves lead to {state}"]


def dates(dossier) -> list[str]:
    """What is stored of the clock is the replay of its ledger."""
    from motcua.dossiers.timing import reckoning

    columns = reckoning(dossier).columns()
    del columns["next_warning_at"]  # the watch moves it on
    return [
        f"{name} is not what the ledger says" for name in columns if getattr(dossier, name) != columns[name]
    ]


def ends(dossier) -> list[str]:
    """A decision is there where its step was done, by whom the step says, under a grant of that day."""
    from motcua.places.hours import business_date

    signed = [step for step in dossier.steps.all() if step.act == "sign" and step.outcome == "done"]
    decision = getattr(dossier, "decision", None)
    if decision is None:
        return ["signed without a decision"] if signed else []
    if [step.done_by_id for step in signed] != [decision.signed_by_id]:
        return ["decided without its step"]
    day, grant = business_date(decision.signed_at), decision.grant
    in_force = grant.valid_from <= day and (grant.valid_to is None or day <= grant.valid_to)
    return [] if in_force else ["decided under no grant of the day"]
