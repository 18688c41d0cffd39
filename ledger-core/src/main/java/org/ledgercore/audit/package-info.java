/**
 * Proof for people outside: signed heads that are kept outside the database, files that prove one
 * entry or a whole journal, and a verifier that needs such a file, a public key and nothing else.
 *
 * <p>Read {@link org.ledgercore.audit.Audit} first, then {@link
 * org.ledgercore.audit.OfflineVerifier}. The file is described byte by byte in {@code
 * docs/audit.md}. Signatures are Ed25519 (RFC 8032), trees are those of RFC 6962; both come from
 * the JDK and this library alone.
 */
@NullMarked
package org.ledgercore.audit;

import org.jspecify.annotations.NullMarked;
