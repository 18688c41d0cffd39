package org.ledgercore.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Principal;
import org.ledgercore.http.route.Role;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * The tokens by which callers sign in: {@code ldg_ops_} and 43 characters of 256 random bits. Only
 * SHA-256 of them is kept. A token that was found good is not looked up again for two seconds, so a
 * revocation holds at once in this process and after two seconds in the others. Safe for many
 * threads.
 */
public final class Tokens {

  private static final String PREFIX = "ldg_";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 8;
  private static final int MAX_NAME = 100;
  private static final int MAX_DAYS = 366;
  private static final int MAX_REMEMBERED = 10_000;
  private static final long REMEMBERED_NANOS = 2_000_000_000L;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String COLUMNS =
      """
      select token_id, audience, organisation, principal, roles, created_at, created_by,
             expires_at, revoked_at
        from {s}.token
      """;
  private static final String ALL = COLUMNS + " where token_id > ? order by token_id limit ?";
  private static final String ONE = COLUMNS + " where token_id = ?";
  private static final String VALID =
      COLUMNS + " where secret_hash = ? and revoked_at is null and expires_at > now()";
  private static final String INSERT =
      """
      insert into {s}.token (token_id, secret_hash, audience, organisation, principal, roles,
                             created_by, replaces, expires_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, now() + make_interval(days => ?))
      """;
  private static final String FIRST =
      """
      insert into {s}.token (token_id, secret_hash, audience, organisation, principal, roles,
                             created_by, replaces, expires_at)
      select ?, ?, ?, ?, ?, ?, ?, ?, now() + make_interval(days => ?)
       where not exists (select 1 from {s}.token)
      """;
  private static final String REVOKE =
      """
      update {s}.token set revoked_at = greatest(now(), created_at), revoked_by = ?
       where token_id = ? and revoked_at is null
      """;

  private record Remembered(Principal principal, long untilNanos) {}

  private final ServiceSchema schema;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  public Tokens(ServiceSchema schema) {
    this.schema = schema;
  }

  /** Who calls with this secret; empty when it is unknown, expired or revoked. */
  public Optional<Principal> signIn(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] hash = hash(secret);
    String known = HexFormat.of().formatHex(hash);
    Remembered before = remembered.get(known);
    if (before != null && before.untilNanos - System.nanoTime() > 0) {
      return Optional.of(before.principal);
    }
    Optional<Principal> found =
        schema.ask(VALID, statement -> statement.setBytes(1, hash), Tokens::tokens).stream()
            .findFirst()
            .map(Tokens::principal);
    if (remembered.size() > MAX_REMEMBERED) {
      remembered.clear();
    }
    found.ifPresent(principal ->
        remembered.put(known, new Remembered(principal, System.nanoTime() + REMEMBERED_NANOS)));
    return found;
  }

  /**
   * Makes a token.
   *
   * @throws InvalidInputException when a role is not of the audience
   */
  public Token.Issued issue(Token.Wanted wanted, String by) {
    return insert(INSERT, checked(wanted), by, null)
        .orElseThrow(() -> new IllegalStateException("an insert without conditions inserts"));
  }

  /** The very first token, for an administrator; empty when there has been one before. */
  public Optional<Token.Issued> first() {
    Token.Wanted wanted =
        new Token.Wanted("admin", Audience.OPS, "platform", EnumSet.of(Role.ADMIN), MAX_DAYS);
    return insert(FIRST, wanted, "set-up", null);
  }

  /** The tokens, holding or not, after one of them. */
  public List<Token> page(String after, int limit) {
    return schema.ask(
        ALL,
        statement -> {
          statement.setString(1, after);
          statement.setInt(2, limit);
        },
        Tokens::tokens);
  }

  /** The token with this id. */
  public Optional<Token> find(String id) {
    return schema.ask(ONE, statement -> statement.setString(1, id), Tokens::tokens).stream()
        .findFirst();
  }

  /** Revokes a token; nothing happens when it was revoked before. Empty when there is none. */
  public Optional<Token> revoke(String id, String by) {
    schema.change(
        REVOKE,
        statement -> {
          statement.setString(1, by);
          statement.setString(2, id);
        });
    remembered.clear();
    return find(id);
  }

  /** A new token with the same rights in the place of one, which is revoked. */
  public Optional<Token.Issued> rotate(String id, int days, String by) {
    return find(id)
        .filter(old -> old.revokedAt() == null)
        .flatMap(old -> {
          Token.Wanted same =
              new Token.Wanted(
                  old.principal(), old.audience(), old.organisation(), old.roles(), days);
          Optional<Token.Issued> next = insert(INSERT, checked(same), by, id);
          revoke(id, by);
          return next;
        });
  }

  private Optional<Token.Issued> insert(
      String sql, Token.Wanted wanted, String by, @Nullable String replaces) {
    String id = HexFormat.of().formatHex(random(ID_BYTES));
    String secret =
        PREFIX
            + wanted.audience().name().toLowerCase(Locale.ROOT)
            + "_"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    int inserted =
        schema.change(
            sql,
            statement -> {
              statement.setString(1, id);
              statement.setBytes(2, hash(secret));
              statement.setString(3, wanted.audience().name());
              statement.setString(4, wanted.organisation());
              statement.setString(5, wanted.principal());
              Connection connection = statement.getConnection();
              Object[] roles = wanted.roles().stream().map(Role::name).sorted().toArray();
              statement.setArray(6, connection.createArrayOf("text", roles));
              statement.setString(7, by);
              statement.setString(8, replaces);
              statement.setInt(9, wanted.days());
            });
    return inserted == 0
        ? Optional.empty()
        : find(id).map(token -> new Token.Issued(token, secret));
  }

  private static Token.Wanted checked(Token.Wanted wanted) {
    Text.required("principal", wanted.principal(), MAX_NAME);
    Text.required("organisation", wanted.organisation(), MAX_NAME);
    if (wanted.audience() == Audience.ANYONE) {
      throw new InvalidInputException("audience", "must be one that signs in", "ANYONE");
    }
    if (wanted.roles().isEmpty()) {
      throw new InvalidInputException("roles", "must be at least one", "none");
    }
    for (Role role : wanted.roles()) {
      if (role.audience() != wanted.audience()) {
        throw new InvalidInputException(
            "roles", "must be of the audience " + wanted.audience(), role);
      }
    }
    if (wanted.days() < 1 || wanted.days() > MAX_DAYS) {
      throw new InvalidInputException("days", "must be 1 to " + MAX_DAYS, wanted.days());
    }
    return wanted;
  }

  private static Principal principal(Token token) {
    return new Principal(
        token.principal(), token.audience(), token.organisation(), token.roles(), token.id());
  }

  private static List<Token> tokens(ResultSet row) throws SQLException {
    List<Token> tokens = new ArrayList<>();
    while (row.next()) {
      tokens.add(
          new Token(
              row.getString("token_id"),
              Audience.valueOf(row.getString("audience")),
              row.getString("organisation"),
              row.getString("principal"),
              roles((String[]) row.getArray("roles").getArray()),
              instant(row, "created_at"),
              row.getString("created_by"),
              instant(row, "expires_at"),
              row.getObject("revoked_at") == null ? null : instant(row, "revoked_at")));
    }
    return tokens;
  }

  private static Set<Role> roles(String[] names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names) {
      roles.add(Role.valueOf(name));
    }
    return roles;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
