package org.ledgercore.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Principal;

/**
 * Sessions of people who signed in. A session ends after 30 minutes without a call, after twelve
 * hours in any case, when its owner signs out, and when the login ends; each call asks the
 * database, so that holds at once in every process. Safe for many threads.
 */
public final class Sessions {

  /** How long a browser keeps the cookie, in seconds: as long as the session can last. */
  static final long MAX_SECONDS = 43_200;

  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String INSERT =
      """
      insert into {s}.session (session_hash, login, expires_at)
      values (?, ?, now() + make_interval(secs => ?))
      """;
  private static final String FIND =
      """
      select login.login, audience, organisation, roles,
             seen_at < now() - interval '1 minute' as is_stale
        from {s}.session join {s}.login using (login)
       where session_hash = ? and session.ended_at is null and login.ended_at is null
         and expires_at > now() and seen_at > now() - interval '30 minutes'
      """;
  private static final String SEEN =
      "update {s}.session set seen_at = now() where session_hash = ? and ended_at is null";
  private static final String END =
      "update {s}.session set ended_at = now() where session_hash = ? and ended_at is null";
  private static final String END_ALL =
      "update {s}.session set ended_at = now() where login = ? and ended_at is null";

  private record Seen(Principal principal, boolean isStale) {}

  private final ServiceSchema schema;

  public Sessions(ServiceSchema schema) {
    this.schema = schema;
  }

  /** A new session; gives the secret that the browser sends. */
  String open(String login) {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    schema.change(
        INSERT,
        statement -> {
          statement.setBytes(1, hash(secret));
          statement.setString(2, login);
          statement.setLong(3, MAX_SECONDS);
        });
    return secret;
  }

  /** Whose session this is; empty when it has ended or never was. */
  Optional<Principal> principal(String secret) {
    byte[] hash = hash(secret);
    Optional<Seen> seen = schema.ask(FIND, at -> at.setBytes(1, hash), Sessions::seen);
    if (seen.isPresent() && seen.get().isStale) {
      schema.change(SEEN, at -> at.setBytes(1, hash));
    }
    return seen.map(Seen::principal);
  }

  /** Ends a session; gives whether it was one that held. */
  public boolean end(String secret) {
    return schema.change(END, at -> at.setBytes(1, hash(secret))) == 1;
  }

  /** Ends all sessions of a login; gives how many. */
  public int endAll(String login) {
    return schema.change(END_ALL, at -> at.setString(1, login));
  }

  private static Optional<Seen> seen(ResultSet row) throws SQLException {
    return row.next()
        ? Optional.of(
            new Seen(
                new Principal(
                    row.getString("login"),
                    Audience.valueOf(row.getString("audience")),
                    row.getString("organisation"),
                    Logins.roles(row),
                    ""),
                row.getBoolean("is_stale")))
        : Optional.empty();
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
