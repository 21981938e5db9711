"""Microsoft 365: an app that acts by itself for one mailbox, built after Microsoft's published contract.

OAuth 2.0's client credentials, with a secret or a certificate, and calls of Microsoft Graph v1.0.
"""

from __future__ import annotations

import datetime as dt
import json
import ssl
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPException
from pathlib import Path
from typing import Any

from vaertskab.kaffe.errors import KaffeError, in_words
from vaertskab.kaffe.sending.transport import AuthError, BrokenError, HaltError, UnreachableError
from vaertskab.kaffe.text import words_of
from vaertskab.kaffe.values import tls_context
from vaertskab.model.language import _

#: So long before a secret or a certificate ends it is told.
WARNING_DAYS = 30
#: The most bytes of an answer that are read.
MAX_ANSWER_BYTES = 30_000_000


@dataclass(frozen=True, slots=True)
class App:
    """An app that is registered in a tenant. It has a `secret`, or a `certificate`: a PEM file with its key.

    `expires` is the day that the secret ends, as the administrator has written it down.
    """

    tenant: str
    client: str
    secret: str = field(default="", repr=False)
    certificate: Path | None = None
    expires: dt.date | None = None

    def credential(self) -> str | dict[str, str]:
        """Return what the app logs in with, as `msal` wants it; HaltError: the certificate cannot be read."""
        from cryptography.hazmat.primitives import hashes

        if self.certificate is None:
            return self.secret
        pem, read = self._certificate()
        # Not for safety: Microsoft names a certificate by it.
        thumbprint = str(read.fingerprint(hashes.SHA1()).hex())
        return {"private_key": pem, "public_certificate": pem, "thumbprint": thumbprint}

    def ends(self) -> dt.date | None:
        """Return the last day that the app can log in, None for unknown. Raises as `credential`."""
        if self.certificate is None:
            return self.expires
        last: dt.date = self._certificate()[1].not_valid_after_utc.date()
        return last

    def _certificate(self) -> tuple[str, Any]:
        """The certificate's file, as it is and as it is understood."""
        from cryptography import x509

        assert self.certificate is not None
        told = _("Certifikatet {file} skal have både certifikat og nøgle i sig, som PEM uden kode.")
        try:
            pem = self.certificate.read_text("ascii")
            return pem, x509.load_pem_x509_certificate(pem.encode("ascii"))
        except OSError as error:
            told = _("Certifikatet {file} kan ikke læses: {why}.")
            raise HaltError(told.format(file=self.certificate, why=in_words(error))) from None
        except ValueError:  # letters that are none of PEM's, too
            raise HaltError(told.format(file=self.certificate)) from None


def warning(app: App | None, today: dt.date) -> str:
    """Return that the app's secret or certificate ends soon, else ""."""
    try:
        ends = app.ends() if app else None
    except HaltError as error:
        return str(error)
    if app is None or ends is None or (ends - today).days > WARNING_DAYS:
        return ""
    if ends < today:
        told = (
            _("Certifikatet til Microsoft 365 er udløbet {day}, så intet kan sendes. Lav en ny.")
            if app.certificate
            else _("Hemmeligheden til Microsoft 365 er udløbet {day}, så intet kan sendes. Lav en ny.")
        )
    else:
        told = (
            _("Certifikatet til Microsoft 365 udløber {day}. Lav en ny inden da.")
            if app.certificate
            else _("Hemmeligheden til Microsoft 365 udløber {day}. Lav en ny inden da.")
        )
    return told.format(day=f"{ends:%d.%m.%Y}")


@dataclass(frozen=True, slots=True)
class Cloud:
    """Where Microsoft's services are. `ca_file` has certificates to trust beside the machine's own."""

    login: str = "https://login.microsoftonline.com"
    graph: str = "https://graph.microsoft.com"
    outlook: str = "https://outlook.office365.com"
    ca_file: str = ""


WORLDWIDE = Cloud()


@dataclass(frozen=True, slots=True)
class Answer:
    """What Graph answered: HTTP's status, the body, and how many seconds it asks us to wait (0 for none)."""

    status: int
    body: bytes
    retry_after: int = 0

    @property
    def words(self) -> str:
        """Microsoft's code and message, on one line."""
        try:
            error = json.loads(self.body)["error"]
            return words_of(f"{error.get('code', '')}: {error.get('message', '')}")
        except (ValueError, KeyError, TypeError, AttributeError):
            return words_of(self.body[:500])

    @property
    def code(self) -> str:
        """Microsoft's own code of an error ("ErrorInvalidRecipients"), else ""."""
        return self.words.partition(":")[0] if ":" in self.words else ""


class Session:
    """Logs in, and calls Graph. A token is kept as long as it lasts."""

    def __init__(self, app: App, cloud: Cloud | None = None, timeout: float = 60.0) -> None:
        """Act as `app`; `timeout` is seconds to wait for each answer."""
        self._app, self._cloud, self._timeout = app, cloud or WORLDWIDE, timeout

    @cached_property
    def _client(self) -> Any:
        import msal  # slow to import, and most installations have no use for it

        return msal.ConfidentialClientApplication(
            self._app.client, client_credential=self._app.credential(),
            authority=f"{self._cloud.login}/{self._app.tenant}", timeout=self._timeout,
            verify=self._cloud.ca_file or True,
            # Which hosts are Microsoft's is asked of Microsoft; others are only used where they are named.
            instance_discovery=None if self._cloud.login == Cloud().login else False,
        )  # fmt: skip

    def token(self, resource: str = "") -> str:
        """Return a token for `resource` (an address; Graph's when empty).

        :raises AuthError: Microsoft refuses the app.
        :raises HaltError: the tenant does not exist, or the certificate cannot be read.
        :raises UnreachableError: Microsoft does not answer.
        """
        import requests

        scope = f"{resource or self._cloud.graph}/.default"
        try:
            answer = self._client.acquire_token_for_client([scope])
        except requests.exceptions.RequestException as error:
            raise UnreachableError(_("Microsoft 365 svarer ikke: {why}.").format(why=_cause(error))) from None
        except ValueError as error:
            raise HaltError(
                _("Microsoft 365 kender ikke »{tenant}«. Se »m365-tenant«. {words}").format(
                    tenant=self._app.tenant, words=words_of(str(error))
                )
            ) from None
        if token := answer.get("access_token"):
            return str(token)
        said = words_of(str(answer.get("error_description") or answer.get("error") or ""))
        if answer.get("error") in ("temporarily_unavailable", "server_error"):
            raise UnreachableError(_("Microsoft 365 har ikke tid: {said}").format(said=said))
        raise AuthError(_("Microsoft 365 afviser appen: {said}").format(said=said))

    def outlook_token(self) -> str:
        """Return a token for SMTP and IMAP. Raises as `token`."""
        return self.token(self._cloud.outlook)

    def call(self, path: str, data: bytes | None = None) -> Answer:
        """Call Graph: GET, or POST with `data` as text.

        `path` begins with / below v1.0, or is an answer's nextLink.

        :raises BrokenError: the connection went, and it may have been carried out.
        Raises as `token`, too.
        """
        url = path if path.startswith(f"{self._cloud.graph}/") else f"{self._cloud.graph}/v1.0{path}"
        headers = {"Authorization": f"Bearer {self.token()}", "User-Agent": "vaertskab-kaffe"}
        if data is not None:
            headers["Content-Type"] = "text/plain"
        request = urllib.request.Request(url, data=data, headers=headers)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return Answer(answer.status, answer.read(MAX_ANSWER_BYTES))
        except urllib.error.HTTPError as error:
            with error:
                wait = error.headers.get("Retry-After", "") if error.headers else ""
                return Answer(error.code, error.read(100_000), int(wait) if wait.isdigit() else 0)
        except urllib.error.URLError as error:
            if isinstance(error.reason, ssl.SSLCertVerificationError):
                raise HaltError(
                    _("Microsoft 365: {why}. Intet er sendt.").format(why=in_words(error))
                ) from None
            # urllib says so of what happens before the request has gone.
            raise UnreachableError(
                _("Microsoft 365 svarer ikke: {why}.").format(why=in_words(error))
            ) from None
        except (OSError, HTTPException) as error:
            raise BrokenError(in_words(error), maybe_taken=True) from None

    @cached_property
    def _opener(self) -> urllib.request.OpenerDirector:
        https = urllib.request.HTTPSHandler(context=tls_context(self._cloud.ca_file))
        return urllib.request.build_opener(https, _NoRedirects)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Graph's answers are not elsewhere, and the token goes nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""
        return


def _cause(error: BaseException) -> str:
    """What went wrong below what `requests` wraps it in."""
    while (inner := error.__cause__ or error.__context__ or getattr(error, "reason", None)) is not None:
        if not isinstance(inner, BaseException):
            break
        error = inner
    return in_words(error) if isinstance(error, OSError) else _("forbindelsen blev afbrudt")


def user_path(mailbox: str) -> str:
    """Return the path of a mailbox in Graph."""
    return f"/users/{urllib.parse.quote(mailbox, safe='@')}"


def refusal(answer: Answer, told: str, **places: str) -> KaffeError:
    """Return what to raise for an answer that is no yes, and about us: to wait, or to stop.

    `told` says what Microsoft 365 will not do, and takes its `answer` and the `places`.
    """
    said = f"{answer.status}: {answer.words}"
    if answer.status in (429, 503):
        wait = (
            _("Microsoft 365 beder os vente i {seconds} sekunder ({answer}).")
            if answer.retry_after
            else _("Microsoft 365 beder os vente ({answer}).")
        )
        return UnreachableError(wait.format(seconds=answer.retry_after, answer=said))
    if answer.status == 401:
        return AuthError(_("Microsoft 365 afviser appens login ({answer}).").format(answer=said))
    return HaltError(told.format(answer=said, **places))
