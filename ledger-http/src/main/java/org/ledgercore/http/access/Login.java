package org.ledgercore.http.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Role;

/**
 * What is known of somebody who signs in with a password; never the password.
 *
 * @param login the name to sign in with, the actor of all that is done
 * @param audience whose paths they may use
 * @param organisation whose accounts they may see outside of operations
 * @param roles what is granted
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param initialUntil until when the first password holds; null once they have chosen their own
 * @param endedAt when it was ended; null while it holds
 */
public record Login(
    String login,
    Audience audience,
    String organisation,
    Set<Role> roles,
    Instant createdAt,
    String createdBy,
    @Nullable Instant initialUntil,
    @Nullable Instant endedAt) {

  /**
   * A login with its first password, which is shown once, holds three days and is to be changed.
   *
   * @param login what is known of it
   * @param password what to sign in with
   */
  public record Issued(Login login, String password) {

    @Override
    public String toString() {
      return "Issued[" + login + "]";
    }
  }

  /**
   * What a new login is to be.
   *
   * @param login 3 to 100 of {@code a-z 0-9 . _ @ -}, a letter or digit first
   * @param audience whose paths they may use
   * @param organisation whose accounts they may see
   * @param roles what is granted, all of the audience
   */
  public record Wanted(String login, Audience audience, String organisation, Set<Role> roles) {}
}
