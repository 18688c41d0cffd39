package org.ledgercore.http.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Role;

/**
 * What is known of a token; never its secret.
 *
 * @param id names it in lists and logs
 * @param audience whose paths it opens
 * @param organisation whose accounts it may see outside of operations
 * @param principal who calls with it
 * @param roles what is granted
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param expiresAt when it ends by itself
 * @param revokedAt when it was revoked; null while it holds
 */
public record Token(
    String id,
    Audience audience,
    String organisation,
    String principal,
    Set<Role> roles,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable Instant revokedAt) {

  /**
   * A token with its secret, which is shown once and never again.
   *
   * @param token what is known of it
   * @param secret what the caller sends
   */
  public record Issued(Token token, String secret) {}

  /**
   * What a new token is to be.
   *
   * @param principal who calls with it
   * @param audience whose paths it opens
   * @param organisation whose accounts it may see
   * @param roles what is granted, all of the audience
   * @param days how long it holds, 1 to 366
   */
  public record Wanted(
      String principal, Audience audience, String organisation, Set<Role> roles, int days) {}
}
