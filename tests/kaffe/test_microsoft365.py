"""Mail over Microsoft 365, against a server of this machine's own that keeps to what Microsoft publishes."""

from __future__ import annotations

import base64
import datetime as dt
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from vaertskab.kaffe import microsoft365
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.inbox.carry_out import carry_out, understood
from vaertskab.kaffe.inbox.mailbox import read_graph
from vaertskab.kaffe.letters.letter import Words, new_mail
from vaertskab.kaffe.microsoft365 import App, warning
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.retry import verdict_of
from vaertskab.kaffe.sending.smtp import SmtpTransport
from vaertskab.kaffe.sending.transport import (
    AuthError,
    BrokenError,
    Envelope,
    HaltError,
    UnreachableError,
    Verdict,
)
from vaertskab.kaffe.sending.transports import GraphTransport, transport_of
from vaertskab.kaffe.settings import load_settings
from vaertskab.kaffe.values import parse_server

from .conftest import ROOT, Command
from .microsoft import APP, CLIENT, MAILBOX, SECRET, TENANT, Tenant, microsoft
from .ordering import person, placed
from .sending import QUICK
from .servers import CERTIFICATE, Post, smtp_server

NOW = dt.datetime(2027, 1, 12, 8, tzinfo=dt.UTC)
ENVELOPE = Envelope(MAILBOX, "bo@example.org", "0123456789abcdef.3")


@pytest.fixture
def tenant(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tenant]:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):  # `requests` lets them win over what it is given
        monkeypatch.delenv(name, raising=False)
    with microsoft() as running:
        yield running


@pytest.fixture
def transport(tenant: Tenant) -> GraphTransport:
    return GraphTransport(tenant.session(), MAILBOX)


def a_mail() -> bytes:
    mail = new_mail(
        Person("Kafferefleksion", MAILBOX), Person("Bo Øe", "bo@example.org"),
        Words("Uge 3: blåbær", "Hej Bo\n.\n", "<p>Hej Bo</p>"), NOW, "<kaffe.0123456789abcdef.3@example.org>",
    )  # fmt: skip
    mail["X-Kaffe"] = "0123456789abcdef.3"
    return mail.as_bytes()


def test_a_mail_is_handed_over_as_it_is_composed_and_keeps_our_header(
    tenant: Tenant, transport: GraphTransport
) -> None:
    transport.open()
    assert verdict_of(transport.send(ENVELOPE, a_mail())) is Verdict.TAKEN
    (mail,) = tenant.sent
    assert (mail["To"], mail["Subject"]) == ("Bo Øe <bo@example.org>", "Uge 3: blåbær")
    assert mail["X-Kaffe"] == "0123456789abcdef.3" and "outlook.example" in mail["Message-ID"]
    body = mail.get_body(("plain",))
    assert body is not None and body.get_content().splitlines() == ["Hej Bo", "."]
    assert transport.send(ENVELOPE, a_mail()).code == 202
    assert len(tenant.scopes) == 1 and tenant.scopes[0].endswith("/.default")


@pytest.mark.parametrize(
    ("status", "headers", "code", "kind", "told"),
    [
        (400, {}, "BadRequest", HaltError, "vil ikke sende fra kaffe@example.org (400: BadRequest"),
        (401, {}, "InvalidAuthenticationToken", AuthError, "afviser appens login"),
        (403, {}, "ErrorAccessDenied", HaltError, "ErrorAccessDenied"),
        (403, {}, "ErrorSendAsDenied", HaltError, "ErrorSendAsDenied"),
        (404, {}, "ErrorInvalidUser", HaltError, "ErrorInvalidUser"),
        (429, {"Retry_After": "120"}, "ApplicationThrottled", UnreachableError, "vente i 120 sekunder"),
        (503, {"Retry_After": "7"}, "ServiceUnavailable", UnreachableError, "vente i 7 sekunder"),
        (503, {}, "ServiceUnavailable", UnreachableError, "beder os vente (503"),
        (504, {}, "GatewayTimeout", BrokenError, "svarer 504"),
        (302, {"Location": "https://example.org/"}, "Found", HaltError, "302"),
    ],
)
def test_an_answer_about_us_stops_the_run_and_marks_nobody(
    tenant: Tenant, transport: GraphTransport, status: int, headers: dict[str, str], code: str,
    kind: type[Exception], told: str,
) -> None:  # fmt: skip
    tenant.next = [(status, headers, code)]
    with pytest.raises(kind) as caught:
        transport.send(ENVELOPE, a_mail())
    assert told in str(caught.value)
    if isinstance(caught.value, BrokenError):
        assert caught.value.maybe_taken
    assert transport.send(ENVELOPE, a_mail()).code == 202


def test_a_mail_that_is_too_large_and_an_address_that_cannot_be_used_are_put_off(
    tenant: Tenant, transport: GraphTransport
) -> None:
    reply = transport.send(ENVELOPE, a_mail() + b"x" * 4_000_000)
    assert (verdict_of(reply), "for stor" in reply.text) == (Verdict.PUT_OFF, True)
    tenant.next = [(400, {}, "ErrorInvalidRecipients")]
    assert verdict_of(transport.send(ENVELOPE, a_mail())) is Verdict.SUSPECT


def test_a_wrong_secret_or_tenant_is_told_before_anybody_is_marked(tenant: Tenant) -> None:
    tenant.secret = "en anden"
    with pytest.raises(AuthError, match="AADSTS7000215") as caught:
        GraphTransport(tenant.session(), MAILBOX).open()
    assert SECRET not in str(caught.value)
    with pytest.raises(HaltError, match="m365-tenant"):
        tenant.session(replace(APP, tenant="findes-ikke.example")).token()


def test_when_microsoft_does_not_answer_the_next_run_tries_again(tenant: Tenant) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        gone = f"https://localhost:{closed.getsockname()[1]}"
    cloud = tenant.cloud
    tenant.cloud = replace(cloud, login=gone)
    with pytest.raises(UnreachableError, match="tager imod"):
        tenant.session().token()
    tenant.cloud = replace(cloud, graph=gone)
    with pytest.raises(UnreachableError, match="tager imod"):
        GraphTransport(tenant.session(), MAILBOX).send(ENVELOPE, a_mail())
    tenant.cloud = replace(cloud, ca_file="")
    with pytest.raises(KaffeError):
        tenant.session().token()


def certificate(folder: Path, days: int) -> Path:
    """A PEM file with a key and its certificate, which ends in so many days."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kaffe")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=days)).sign(key, hashes.SHA256())
    )  # fmt: skip
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "app.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *form) + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_an_app_may_log_in_with_a_certificate(tenant: Tenant, tmp_path: Path) -> None:
    app = App(TENANT, CLIENT, certificate=certificate(tmp_path, 400))
    assert GraphTransport(tenant.session(app), MAILBOX).send(ENVELOPE, a_mail()).code == 202
    (tmp_path / "app.pem").write_text("ikke PEM", "ascii")
    with pytest.raises(HaltError, match="både certifikat og nøgle"):
        tenant.session(app).token()


def test_that_a_secret_or_certificate_ends_is_told_in_time(tmp_path: Path) -> None:
    today = dt.datetime.now(dt.UTC).date()
    ends = today + dt.timedelta(days=20)
    assert warning(None, today) == warning(APP, today) == ""
    soon = replace(APP, expires=ends)
    assert f"Hemmeligheden til Microsoft 365 udløber {ends:%d.%m.%Y}" in warning(soon, today)
    assert warning(soon, today - dt.timedelta(days=60)) == ""
    assert "er udløbet" in warning(soon, today + dt.timedelta(days=60))
    assert "Certifikatet" in warning(App(TENANT, CLIENT, certificate=certificate(tmp_path, 9)), today)


def test_the_mailbox_is_read_page_by_page_and_its_reports_are_carried_out(
    tenant: Tenant, tmp_path: Path
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kaffe.sqlite3'}")
    placed(database, *(f"person{number}" for number in range(12)))
    ledger = Ledger(database)
    bo = person(database, "person3@example.org")
    report = (
        "From: postmaster@example.org\nSubject: Undeliverable\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;x.prod.outlook.com\n\n"
        "Final-Recipient: rfc822;person3@example.org\nAction: failed\nStatus: 5.1.10\n"
        "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found\n\n"
        "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <0@outlook.example>\n"
        f"X-Kaffe: {bo.token}.3\n\n--b--\n"
    ).encode()
    tenant.inbox = [(report, False), (b"Subject: Hej\n\nHej\n", False), (b"Subject: Set\n\nHej\n", True)]
    found = carry_out(map(understood, read_graph(tenant.session(), MAILBOX, NOW)), ledger)
    assert [outcome.kind for outcome in found] == ["afvist", "andet", "læst"]
    assert tenant.filters == ["receivedDateTime ge 2027-01-12T08:00:00Z"]
    tenant.next = [(403, {}, "ErrorAccessDenied")]
    with pytest.raises(KaffeError, match="vise postkassen"):
        list(read_graph(tenant.session(), MAILBOX, NOW))
    database.close()


def test_the_settings_choose_graph_where_no_mail_server_is_set_and_hide_the_secret(tmp_path: Path) -> None:
    file = tmp_path / "kaffe.toml"
    lines = [f'm365-tenant = "{TENANT}"', f'm365-klient = "{CLIENT}"', f'm365-hemmelighed = "{SECRET}"',
             'm365-udloeber = "2028-06-01"', 'postkasse = "m365"', f'afsender = "{MAILBOX}"']  # fmt: skip
    file.write_text("\n".join(lines), "utf-8")
    settings = load_settings(str(file), {})
    assert isinstance(transport_of(settings), GraphTransport)
    assert settings.app == App(TENANT, CLIENT, SECRET, None, dt.date(2028, 6, 1))
    assert SECRET not in repr(settings)
    smtp = load_settings(str(file), {"KAFFE_SMTP": "smtp://mail.example.org"})
    assert not isinstance(transport_of(smtp), GraphTransport)
    file.write_text("\n".join(lines[:2]), "utf-8")
    with pytest.raises(KaffeError, match="mangler enten m365-hemmelighed eller m365-certifikat"):
        load_settings(str(file), {})


class Exchange(Post):
    """A mail server that wants a token, as smtp.office365.com does."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        login = base64.b64decode(args[1]).decode()
        if login == f"user={MAILBOX}\1auth=Bearer {self.token}\1\1":
            return AuthResult(success=True)
        # Microsoft says why in a challenge, which is answered with nothing, and then refuses.
        await server.challenge_auth('{"status":"400"}')
        await server.push("535 5.7.3 Authentication unsuccessful")
        return AuthResult(success=False, handled=True)


def test_smtp_logs_in_with_the_same_token(tenant: Tenant) -> None:
    post = Exchange("outlook-token")
    with smtp_server(post, starttls=True, password="x") as port:
        user = MAILBOX.replace("@", "%40")
        target = parse_server(f"smtp://{user}@localhost:{port}?starttls=1&oauth=1&ca={CERTIFICATE}")
        transport = SmtpTransport(target, QUICK, tenant.session().outlook_token)
        assert transport.send(ENVELOPE, a_mail()).code == 250
        transport.close()
        assert post.recipients() == ["bo@example.org"]
        assert tenant.scopes == [f"{tenant.cloud.outlook}/.default"]
        post.token = "et andet"
        with pytest.raises(AuthError, match=r"535 5\.7\.3 Authentication unsuccessful"):
            SmtpTransport(target, QUICK, tenant.session().outlook_token).open()


@pytest.mark.parametrize("options", ["oauth=1", "starttls=1&oauth=1"])
def test_a_token_is_never_sent_unencrypted_or_beside_a_password(options: str) -> None:
    with pytest.raises(ValueError, match="uden kode, og forbindelsen skal være krypteret"):
        parse_server(f"smtp://kaffe:kode@mail.example.org?{options}")


def test_the_commands_send_read_and_check_over_graph(
    tenant: Tenant, tmp_path: Path, course_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(microsoft365, "WORLDWIDE", tenant.cloud)
    kaffe = Command(tmp_path, {
        "PYTHONPATH": str(ROOT), "KAFFE_DATABASE": f"sqlite:///{tmp_path / 'kaffe.sqlite3'}",
        "KAFFE_KURSUS": str(course_file), "KAFFE_AFSENDER": f"Kafferefleksion <{MAILBOX}>",
        "KAFFE_M365_TENANT": TENANT, "KAFFE_M365_KLIENT": CLIENT, "KAFFE_M365_HEMMELIGHED": SECRET,
        "KAFFE_M365_UDLOEBER": "2027-01-20", "KAFFE_POSTKASSE": "m365",
    })  # fmt: skip
    (tmp_path / "liste.csv").write_text("Navn;Mail\nBo;bo@example.org\nIda;ida@example.org\n", "utf-8")
    placed_at, due = ("--nu", "2026-12-01T10:00"), ("--nu", "2027-01-12T09:05")
    done = kaffe("bestil", "liste.csv", "--arbejdsplads", "A", "--bestiller", "lis@example.org",
                 "--start", "2027-W02", "--ja", *placed_at)  # fmt: skip
    assert "Bekræftelsen er sendt til lis@example.org" in done.stdout, done.stderr
    assert [mail["To"] for mail in tenant.sent] == ["lis@example.org"]
    tenant.next = [(429, {"Retry_After": "30"}, "ApplicationThrottled")]
    done = kaffe("send", *due)
    assert done.returncode == 1 and "beder os vente i 30 sekunder" in done.stderr
    assert kaffe("send", *due).returncode == 0
    weekly = [mail for mail in tenant.sent if mail["X-Kaffe"]]
    assert sorted(mail["To"] for mail in weekly) == ["Bo <bo@example.org>", "Ida <ida@example.org>"]
    tenant.inbox = [
        (f"From: bo@example.org\nSubject: Afmeld {weekly[0]['X-Kaffe'][:16]}\n\n".encode(), False)
    ]
    assert "er meldt fra." in kaffe("indbakke", *due).stdout
    ends = kaffe("tilsyn", *due)
    assert ends.returncode == 1 and "Hemmeligheden til Microsoft 365 udløber 20.01.2027" in ends.stdout
    told = {line["hvad"]: line for line in json.loads(kaffe("tjek", "--json").stdout)}
    assert told["Mailserver"]["besked"] == f"Microsoft 365, fra {MAILBOX}"
    assert told["Postkasse"]["besked"] == "m365, 1 mail"
    assert SECRET not in json.dumps(told)
