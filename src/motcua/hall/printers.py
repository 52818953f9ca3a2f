"""Questions about printers: which one prints for whom, how they are, and what became of a slip."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall.models import Printer, PrintJob, Ticket
from motcua.places.models import Center, Device

REPRINT_REASONS: dict[str, Words] = {
    "not_printed": Words("Phiếu không ra hoặc in dở", "No slip came out, or only a part of it"),
    "unreadable": Words("Phiếu mờ, không đọc được", "The slip is too faint to read"),
    "lost": Words("Người dân làm mất phiếu", "The person lost the slip"),
    "changed": Words("Nội dung trên phiếu đã thay đổi", "What stands on the slip has changed"),
}

STATE_WORDS: dict[str, Words] = {
    Printer.State.UNKNOWN: Words("chưa rõ tình trạng", "state not known"),
    Printer.State.READY: Words("sẵn sàng", "ready"),
    Printer.State.PAPER_LOW: Words("sắp hết giấy", "paper nearly out"),
    Printer.State.PAPER_OUT: Words("hết giấy", "out of paper"),
    Printer.State.COVER_OPEN: Words("nắp đang mở", "cover open"),
    Printer.State.FAULT: Words("báo lỗi", "reports a fault"),
    Printer.State.SILENT: Words("không trả lời", "does not answer"),
}
ADVICE: dict[str, Words] = {
    Printer.State.UNKNOWN: Words(
        "Chương trình in tại Trung tâm đang im lặng: xem máy tính nối máy in có bật và có mạng không.",
        "The print agent at the center is quiet: see whether its computer is on and on the network.",
    ),
    Printer.State.PAPER_LOW: Words("Chuẩn bị cuộn giấy mới.", "Have a new roll ready."),
    Printer.State.PAPER_OUT: Words(
        "Thay giấy ngay; số vẫn được cấp, người dân cần nhớ hoặc quét số.",
        "Change the roll now; numbers go on, people have to remember or scan theirs.",
    ),
    Printer.State.COVER_OPEN: Words("Đóng nắp máy in.", "Close the printer's cover."),
    Printer.State.FAULT: Words(
        "Xem dao cắt và giấy kẹt, tắt rồi bật lại máy in.",
        "Look at the cutter and for jammed paper, then switch it off and on.",
    ),
    Printer.State.SILENT: Words(
        "Kiểm tra nguồn và dây mạng của máy in.", "Check the printer's power and cable."
    ),
}
JOB_WORDS: dict[str, Words] = {
    PrintJob.State.QUEUED: Words("đang chờ in", "waiting to be printed"),
    PrintJob.State.SENT: Words("đang in", "being printed"),
    PrintJob.State.CONFIRMED: Words("đã in", "printed"),
    PrintJob.State.UNKNOWN: Words(
        "không rõ đã in hay chưa: hãy nhìn máy in", "nobody knows: look at the printer"
    ),
    PrintJob.State.FAILED: Words("không in được", "not printed"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A printer as it is known at a moment; ``urgent``: somebody should go there."""

    printer: Printer
    state: str
    words: Words
    advice: Words | None
    urgent: bool


def seen(printers: Iterable[Printer], now: datetime) -> list[Seen]:
    return [_seen(printer, printer.state_at(now)) for printer in printers]


def printers_of(center: Center, now: datetime) -> list[Seen]:
    """Every printer in use at the center; one statement."""
    return seen(Printer.objects.in_use().filter(center=center).select_related("point"), now)


def troubled(center: Center, now: datetime) -> list[Seen]:
    """Those of which staff should know: all but the ready ones."""
    return [each for each in printers_of(center, now) if each.state != Printer.State.READY]


def _seen(printer: Printer, state: str) -> Seen:
    urgent = state not in (Printer.State.READY, Printer.State.PAPER_LOW)
    return Seen(printer, state, STATE_WORDS[state], ADVICE.get(state), urgent)


def kiosk_printer(kiosk: Device) -> Printer | None:
    """Where the slips of this kiosk come out; None: it prints as its browser can."""
    return Printer.objects.in_use().filter(kiosks__kiosk=kiosk).select_related("center__commune").first()


def staff_printer(center: Center) -> Printer | None:
    """Where comes out what staff print."""
    return (
        Printer.objects.in_use()
        .filter(center=center, for_staff=True)
        .select_related("center__commune")
        .first()
    )


def last_print(ticket: Ticket) -> PrintJob | None:
    return ticket.print_jobs.filter(what="ticket").select_related("printer").order_by("-copy").first()


def is_open(job: PrintJob, now: datetime) -> bool:
    """Whether the slip is still on its way; one whose time is over is not, settled or not."""
    if job.state == PrintJob.State.SENT:
        return job.leased_until is not None and now <= job.leased_until
    return job.state == PrintJob.State.QUEUED and now <= job.expires_at


def check_reprint_reason(reason: str) -> None:
    if reason not in REPRINT_REASONS:
        raise Invalid(
            "reason_unknown",
            Words("Chọn lý do in lại.", "Choose why the slip is printed again."),
            field="reason",
        )
