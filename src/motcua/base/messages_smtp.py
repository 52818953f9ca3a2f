"""Email through an SMTP server, as Django's settings name it."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage

from motcua.base.messages import Failure, Message, Receipt

FINAL = range(500, 600)
"""Replies with which a server says that trying again is of no use (RFC 5321 4.2.1)."""


class Smtp:
    """One connection a message. The same ``key`` gives the same Message-ID: a second copy is recognised."""

    def send(self, message: Message) -> Receipt | Failure:
        headers = {"Auto-Submitted": "auto-generated", "Content-Language": message.language}
        reference = f"{message.key}@motcua.invalid"
        if message.key:
            headers["Message-ID"] = f"<{reference}>"
        mail = EmailMessage(message.subject, message.text, to=[message.to], headers=headers)
        try:
            mail.send()
        except SMTPRecipientsRefused as refused:
            return _failure(next(iter(refused.recipients.values()))[0])
        except SMTPResponseException as refused:
            return _failure(refused.smtp_code)
        except (SMTPException, OSError) as error:
            return Failure(type(error).__name__)
        return Receipt(reference)


def _failure(code: int) -> Failure:
    # 535 and its like are about our log-in, not about the address: an officer can mend them.
    return Failure(f"smtp_{code}", is_final=code in FINAL and code not in (530, 534, 535, 538))
