"""The app that logs in to Microsoft 365, with a secret or a certificate, and when that ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vaertskab.kaffe.errors import in_danish
from vaertskab.kaffe.sending.transport import HaltError

#: So long before a secret or a certificate ends it is told.
WARNING_DAYS = 30


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
        if self.certificate is None:
            return self.secret
        pem = self._pem()
        return {"private_key": pem, "public_certificate": pem, "thumbprint": self._thumbprint(pem)}

    def ends(self) -> dt.date | None:
        """Return the last day that the app can log in; None when that is not known.

        :raises HaltError: the certificate cannot be read.
        """
        if self.certificate is None:
            return self.expires
        last: dt.date = self._loaded(self._pem()).not_valid_after_utc.date()
        return last

    def _pem(self) -> str:
        assert self.certificate is not None
        try:
            return self.certificate.read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            why = in_danish(error) if isinstance(error, OSError) else "den er ikke en PEM-fil"
            raise HaltError(f"Certifikatet {self.certificate} kan ikke læses: {why}.") from None

    def _loaded(self, pem: str) -> Any:
        from cryptography import x509

        try:
            return x509.load_pem_x509_certificate(pem.encode("ascii"))
        except ValueError:
            raise HaltError(
                f"{self.certificate} skal have både certifikat og nøgle i sig, som PEM uden kode."
            ) from None

    def _thumbprint(self, pem: str) -> str:
        from cryptography.hazmat.primitives import hashes

        # Not for safety: Microsoft names a certificate by it.
        return str(self._loaded(pem).fingerprint(hashes.SHA1()).hex())


def warning(app: App | None, today: dt.date) -> str:
    """Return in Danish that the app's secret or certificate ends soon, else ""."""
    try:
        ends = app.ends() if app else None
    except HaltError as error:
        return str(error)
    if app is None or ends is None or (ends - today).days > WARNING_DAYS:
        return ""
    what = "Certifikatet" if app.certificate else "Hemmeligheden"
    if ends < today:
        return f"{what} til Microsoft 365 er udløbet {ends:%d.%m.%Y}, så intet kan sendes. Lav en ny."
    return f"{what} til Microsoft 365 udløber {ends:%d.%m.%Y}. Lav en ny inden da."
