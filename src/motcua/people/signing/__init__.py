"""Digital signatures on papers: keys, the signing itself, its picture on the page, and its verification.

PAdES B-B (ETSI EN 319 142) by pyHanko; how a signature looks is Annex I of Decree 30/2020/NĐ-CP. Not here:
which paper is signed when (``dossiers``), and where keys come from in a real installation (a public
certification service; ``docs/how-to/sign-with-a-token.md``).
"""

from motcua.people.signing.keys import has_key
from motcua.people.signing.marking import Place, seal_as_organisation, sign_as_officer, stamp_as_organisation
from motcua.people.signing.placing import seal_beside, signer_at
from motcua.people.signing.signature import Signature, signatures_of

__all__ = [
    "Place",
    "Signature",
    "has_key",
    "seal_as_organisation",
    "seal_beside",
    "sign_as_officer",
    "signatures_of",
    "signer_at",
    "stamp_as_organisation",
]
