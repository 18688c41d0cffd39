package org.ledgercore.http.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A receiver outside.
 *
 * @param id names it
 * @param url where entries are sent
 * @param position the last entry it said it has
 * @param failures how often the next one failed in a row
 * @param nextTryAt not before then
 * @param createdBy who asked for it
 * @param endedAt when it was ended; null while it goes on
 */
public record Webhook(
    String id,
    String url,
    long position,
    int failures,
    Instant nextTryAt,
    String createdBy,
    @Nullable Instant endedAt) {

  /**
   * A new one with its secret, which is shown once.
   *
   * @param webhook what is known of it
   * @param secret by which the receiver checks signatures, in hexadecimal digits
   */
  public record Created(Webhook webhook, String secret) {}

  /**
   * One try to deliver an entry.
   *
   * @param id its number, newer ones are higher
   * @param entry the entry
   * @param triedAt when
   * @param status the receiver's HTTP status; null when it gave none
   * @param note why it failed; empty when it did not
   */
  public record Delivery(
      long id, long entry, Instant triedAt, @Nullable Integer status, String note) {}
}
