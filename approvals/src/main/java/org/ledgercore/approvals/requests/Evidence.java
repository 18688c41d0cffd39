package org.ledgercore.approvals.requests;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.Text;

/**
 * What a request rests on; kept elsewhere, named and fixed here by its digest.
 *
 * @param type such as {@code provider_confirmation}, 1 to 60 code points
 * @param reference where it is kept, 1 to 255 code points
 * @param digest of its bytes
 * @param validUntil nothing is decided on it from then on; null for evidence that does not age
 */
public record Evidence(String type, String reference, Digest digest, @Nullable Instant validUntil) {

  private static final int MAX_TYPE = 60;
  private static final int MAX_REFERENCE = 255;

  public Evidence {
    Text.required("evidence type", type, MAX_TYPE);
    Text.required("evidence reference", reference, MAX_REFERENCE);
    validUntil = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.MICROS);
  }
}
