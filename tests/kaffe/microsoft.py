"""A server on a socket that keeps to what Microsoft publishes of its login and of Graph, as far as we use it.

learn.microsoft.com: »OAuth 2.0 client credentials flow«, »user: sendMail« (MIME: base64 in text/plain, 202
without a body), »Get MIME content of a message«, »Microsoft Graph throttling guidance«, »error responses«.
"""

from __future__ import annotations

import base64
import binascii
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from vaertskab.kaffe.microsoft365 import App, Cloud, Session

from .servers import CERTIFICATE

TENANT, CLIENT, SECRET, MAILBOX = "example.org", "0000-app", "kode-77", "kaffe@example.org"
APP = App(TENANT, CLIENT, SECRET)
PAGE = 2


class Tenant:
    """What the server knows, what it has taken, and how it answers next."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []
        self.inbox: list[tuple[bytes, bool]] = []
        self.scopes: list[str] = []
        self.secret = SECRET
        #: Answers instead of the next ones: status, headers and error code.
        self.next: list[tuple[int, dict[str, str], str]] = []
        self.cloud = Cloud()
        self.filters: list[str] = []

    def session(self, app: App = APP) -> Session:
        return Session(app, self.cloud, timeout=10)


def _handler(tenant: Tenant) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def answer(
            self, status: int, data: Any = None, kind: str = "application/json", **headers: str
        ) -> None:
            body = data if isinstance(data, bytes) else b"" if data is None else json.dumps(data).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def error(self, status: int, code: str, **headers: str) -> None:
            self.answer(status, {"error": {"code": code, "message": f"It is {code}."}}, **headers)

        def allowed(self) -> bool:
            if self.headers.get("Authorization") != "Bearer graph-token":
                self.error(401, "InvalidAuthenticationToken")
                return False
            if tenant.next:
                status, headers, code = tenant.next.pop(0)
                self.error(status, code, **headers)
                return False
            return True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            path = unquote(urlsplit(self.path).path)
            if path == f"/{TENANT}/oauth2/v2.0/token":
                self.log_in({name: values[0] for name, values in parse_qs(body.decode()).items()})
            elif not self.allowed():
                pass
            elif path != f"/v1.0/users/{MAILBOX}/sendMail":
                self.error(404, "ErrorInvalidUser")
            elif len(body) > 4 * 1024 * 1024:
                self.error(413, "RequestEntityTooLarge")
            elif self.headers.get("Content-Type") != "text/plain":
                self.error(400, "BadRequest")
            else:
                self.take(body)

        def take(self, body: bytes) -> None:
            try:
                mail = message_from_bytes(base64.b64decode(body, validate=True), policy=policy.default)
            except binascii.Error:
                self.error(400, "ErrorMimeContentInvalidBase64String")
                return
            assert isinstance(mail, EmailMessage)
            if MAILBOX not in str(mail["From"]):
                self.error(403, "ErrorSendAsDenied")
                return
            del mail["Message-ID"]  # Exchange writes its own
            mail["Message-ID"] = f"<{len(tenant.sent)}@outlook.example>"
            tenant.sent.append(mail)
            self.answer(202)

        def log_in(self, form: dict[str, str]) -> None:
            tenant.scopes.append(form["scope"])
            assert form["grant_type"] == "client_credentials" and form["client_id"] == CLIENT
            if "client_assertion" not in form and form.get("client_secret") != tenant.secret:
                words = "AADSTS7000215: Invalid client secret provided."
                self.answer(401, {"error": "invalid_client", "error_description": words})
                return
            token = "outlook-token" if "outlook" in form["scope"] else "graph-token"
            self.answer(200, {"token_type": "Bearer", "expires_in": 3599, "access_token": token})

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            path, query = unquote(parts.path), parse_qs(parts.query)
            if path.endswith("/.well-known/openid-configuration"):
                if not path.startswith(f"/{TENANT}/"):
                    self.answer(400, {"error": "invalid_tenant", "error_description": "AADSTS90002"})
                    return
                login = f"{tenant.cloud.login}/{TENANT}"
                self.answer(200, {
                    "token_endpoint": f"{login}/oauth2/v2.0/token", "issuer": f"{login}/v2.0",
                    "authorization_endpoint": f"{login}/oauth2/v2.0/authorize",
                })  # fmt: skip
            elif not self.allowed():
                pass
            elif path == f"/v1.0/users/{MAILBOX}/mailFolders/inbox/messages":
                tenant.filters += query.get("$filter", [])
                skip = int(query.get("$skip", ["0"])[0])
                page: dict[str, Any] = {"value": [
                    {"id": f"AAM/{number}=", "isRead": opened}
                    for number, (_, opened) in list(enumerate(tenant.inbox))[skip : skip + PAGE]
                ]}  # fmt: skip
                if skip + PAGE < len(tenant.inbox):
                    page["@odata.nextLink"] = f"{tenant.cloud.graph}{parts.path}?$skip={skip + PAGE}"
                self.answer(200, page)
            elif path.endswith("/$value"):
                number = int(path.split("AAM/")[1].split("=")[0])
                self.answer(200, tenant.inbox[number][0], "text/plain")
            else:
                self.error(404, "Request_ResourceNotFound")

    return Handler


@contextmanager
def microsoft() -> Iterator[Tenant]:
    """Run the server, with a certificate of this machine's own."""
    tenant = Tenant()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(tenant))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    host = f"https://localhost:{server.server_port}"
    tenant.cloud = Cloud(host, host, f"{host}/outlook", str(CERTIFICATE))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield tenant
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
