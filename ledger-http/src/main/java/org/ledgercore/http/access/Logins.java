package org.ledgercore.http.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Principal;
import org.ledgercore.http.route.Role;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * People who sign in with a password. Whether a login exists cannot be told from an answer nor from
 * the time it takes. Safe for many threads.
 */
public final class Logins {

  private static final int MAX_NAME = 100;
  private static final String FORM = "[a-z0-9][a-z0-9._@-]{2,99}";
  private static final Passwords.Kept NOBODYS = Passwords.keep(Passwords.random());

  private static final String COLUMNS =
      """
      select login, audience, organisation, roles, created_at, created_by, initial_until, ended_at,
             password_salt, password_hash
        from {s}.login
      """;
  private static final String PAGE = COLUMNS + " where login > ? order by login limit ?";
  private static final String ONE = COLUMNS + " where login = ?";
  private static final String INSERT =
      """
      insert into {s}.login (login, audience, organisation, roles, password_salt, password_hash,
                             created_by, initial_until)
      values (?, ?, ?, ?, ?, ?, ?, now() + interval '3 days')
      on conflict (login) do nothing
      """;
  private static final String CHANGE =
      """
      update {s}.login set password_salt = ?, password_hash = ?, initial_until = null
       where login = ? and ended_at is null
      """;
  private static final String RESET =
      """
      update {s}.login set password_salt = ?, password_hash = ?,
                           initial_until = now() + interval '3 days'
       where login = ? and ended_at is null
      """;
  private static final String END =
      "update {s}.login set ended_at = now(), ended_by = ? where login = ? and ended_at is null";

  private record Known(Login login, Passwords.Kept kept) {

    boolean isOpen(Instant now) {
      Instant until = login.initialUntil();
      return login.endedAt() == null && (until == null || until.isAfter(now));
    }
  }

  private final ServiceSchema schema;
  private final InstantSource clock = InstantSource.system();

  public Logins(ServiceSchema schema) {
    this.schema = schema;
  }

  /** The login whose password this is; empty when it is not, or the login has ended. */
  Optional<Login> check(String name, String password) {
    Optional<Known> known = known(name);
    boolean isRight =
        Passwords.isRight(password, known.map(Known::kept).orElse(NOBODYS))
            && known.isPresent()
            && known.get().isOpen(clock.instant());
    return isRight ? known.map(Known::login) : Optional.empty();
  }

  /**
   * Makes a login.
   *
   * @throws InvalidInputException when the name is taken, or a role is not of the audience
   */
  public Login.Issued create(Login.Wanted wanted, String by) {
    checked(wanted);
    String password = Passwords.random();
    Passwords.Kept kept = Passwords.keep(password);
    int inserted =
        schema.change(
            INSERT,
            statement -> {
              statement.setString(1, wanted.login());
              statement.setString(2, wanted.audience().name());
              statement.setString(3, wanted.organisation());
              Object[] roles = wanted.roles().stream().map(Role::name).sorted().toArray();
              statement.setArray(4, statement.getConnection().createArrayOf("text", roles));
              statement.setBytes(5, kept.salt());
              statement.setBytes(6, kept.hash());
              statement.setString(7, by);
            });
    if (inserted == 0) {
      throw new InvalidInputException("login", "must not be taken", wanted.login());
    }
    return new Login.Issued(find(wanted.login()).orElseThrow(), password);
  }

  /** A new first password in the place of any; empty when there is no such login. */
  public Optional<Login.Issued> reset(String name) {
    String password = Passwords.random();
    return store(RESET, name, password)
        ? find(name).map(login -> new Login.Issued(login, password))
        : Optional.empty();
  }

  /** Takes the password that somebody chose. */
  void change(String name, String password) {
    store(CHANGE, name, password);
  }

  /** Ends a login for good; nothing happens when it has ended. Empty when there is none. */
  public Optional<Login> end(String name, String by) {
    schema.change(
        END,
        statement -> {
          statement.setString(1, by);
          statement.setString(2, name);
        });
    return find(name);
  }

  /** The login of this name. */
  public Optional<Login> find(String name) {
    return known(name).map(Known::login);
  }

  /** The logins after a name, in their order. */
  public List<Login> page(String after, int limit) {
    return schema
        .ask(
            PAGE,
            statement -> {
              statement.setString(1, after);
              statement.setInt(2, limit);
            },
            Logins::read)
        .stream()
        .map(Known::login)
        .toList();
  }

  static Principal principal(Login login) {
    return new Principal(login.login(), login.audience(), login.organisation(), login.roles(), "");
  }

  private boolean store(String sql, String name, String password) {
    Passwords.Kept kept = Passwords.keep(password);
    return schema.change(
            sql,
            statement -> {
              statement.setBytes(1, kept.salt());
              statement.setBytes(2, kept.hash());
              statement.setString(3, name);
            })
        == 1;
  }

  private Optional<Known> known(String name) {
    return schema.ask(ONE, statement -> named(statement, name), Logins::read).stream().findFirst();
  }

  private static void named(PreparedStatement statement, String name) throws SQLException {
    statement.setString(1, name.indexOf('\0') < 0 ? name : "");
  }

  private static void checked(Login.Wanted wanted) {
    if (!wanted.login().matches(FORM)) {
      throw new InvalidInputException("login", "must match " + FORM, wanted.login());
    }
    Text.required("organisation", wanted.organisation(), MAX_NAME);
    for (Role role : wanted.roles()) {
      if (role.audience() != wanted.audience()) {
        throw new InvalidInputException("roles", "must be of " + wanted.audience(), role);
      }
    }
  }

  private static List<Known> read(ResultSet row) throws SQLException {
    List<Known> found = new ArrayList<>();
    while (row.next()) {
      Login login =
          new Login(
              row.getString("login"),
              Audience.valueOf(row.getString("audience")),
              row.getString("organisation"),
              roles(row),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              row.getString("created_by"),
              instant(row, "initial_until"),
              instant(row, "ended_at"));
      found.add(
          new Known(
              login,
              new Passwords.Kept(row.getBytes("password_salt"), row.getBytes("password_hash"))));
    }
    return found;
  }

  static Set<Role> roles(ResultSet row) throws SQLException {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String role : (String[]) row.getArray("roles").getArray()) {
      roles.add(Role.valueOf(role));
    }
    return roles;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
