package org.ledgercore.http.access;

import java.time.Duration;
import java.util.Optional;
import org.ledgercore.http.route.Principal;

/**
 * Who comes in, by a token or by a password, and how often an address may fail. A password is only
 * looked at while its address has tries left, so that nobody can go on guessing; a token, which
 * cannot be guessed, still gets in. Safe for many threads.
 */
public final class SignIns {

  private final Tokens tokens;
  private final Logins logins;
  private final Sessions sessions;
  private final RateLimit failures;

  /** At most so many failures a minute for each address. */
  public SignIns(Tokens tokens, Logins logins, Sessions sessions, int failuresAMinute) {
    this.tokens = tokens;
    this.logins = logins;
    this.sessions = sessions;
    this.failures = new RateLimit(failuresAMinute, Duration.ofMinutes(1));
  }

  /** What became of a try to sign in. */
  public sealed interface Attempt {

    /** Signed in; the secret is for the browser alone. */
    record SignedIn(Login login, String secret) implements Attempt {

      @Override
      public String toString() {
        return "SignedIn[" + login + "]";
      }
    }

    /** No such login with this password. */
    record Wrong() implements Attempt {}

    /** The address has failed too often; nothing was looked at. */
    record TooOften(Duration after) implements Attempt {}
  }

  /** Who calls with this token. */
  public Optional<Principal> byToken(String secret) {
    return tokens.signIn(secret);
  }

  /** Whose session this is. */
  public Optional<Principal> bySession(String secret) {
    return sessions.principal(secret);
  }

  /** A call came without a valid token: how long to wait when that was one too many. */
  public Optional<Duration> failed(String address) {
    return failures.take(address);
  }

  /**
   * Signs somebody in, under a session of a new id; the one that came along ends.
   *
   * @param before the session that the browser sent; empty for none
   */
  public Attempt signIn(String name, String password, String address, Optional<String> before) {
    Optional<Duration> wait = failures.take(address);
    if (wait.isPresent()) {
      return new Attempt.TooOften(wait.get());
    }
    Optional<Login> login = logins.check(name, password);
    if (login.isEmpty()) {
      return new Attempt.Wrong();
    }
    failures.giveBack(address);
    before.ifPresent(sessions::end);
    return new Attempt.SignedIn(login.get(), sessions.open(name));
  }

  /**
   * Takes a new password from somebody who knows the old one; every session of theirs ends, and a
   * new one begins.
   */
  public Attempt changePassword(Change change, String address) {
    Passwords.requireGood(change.login, change.chosen);
    Attempt attempt = signIn(change.login, change.password, address, Optional.empty());
    if (attempt instanceof Attempt.SignedIn) {
      logins.change(change.login, change.chosen);
      sessions.endAll(change.login);
      return new Attempt.SignedIn(
          logins.find(change.login).orElseThrow(), sessions.open(change.login));
    }
    return attempt;
  }

  /**
   * A change of a password.
   *
   * @param login whose
   * @param password the one that holds
   * @param chosen the new one
   */
  public record Change(String login, String password, String chosen) {

    @Override
    public String toString() {
      return "Change[" + login + "]";
    }
  }

  /** Ends the session that a browser sent; gives whether it was one that held. */
  public boolean signOut(Optional<String> secret) {
    return secret.isPresent() && sessions.end(secret.get());
  }
}
