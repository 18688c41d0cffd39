package org.ledgercore.http.ledger;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.access.Login;
import org.ledgercore.http.access.Logins;
import org.ledgercore.http.access.Sessions;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.wire.Page;
import org.ledgercore.money.InvalidInputException;

/** Logins: people who sign in with a password. */
public final class LoginCalls {

  private final Logins logins;
  private final Sessions sessions;

  public LoginCalls(Logins logins, Sessions sessions) {
    this.logins = logins;
    this.sessions = sessions;
  }

  /**
   * Somebody who is to sign in.
   *
   * @param login 3 to 100 of {@code a-z 0-9 . _ @ -}, a letter or digit first
   * @param audience whose paths they may use
   * @param organisation whose accounts they may see outside of operations; a cashier's desk
   * @param roles what is granted, all of the audience
   */
  public record NewLogin(String login, Audience audience, String organisation, List<Role> roles) {}

  /**
   * Names a login.
   *
   * @param login the name to sign in with
   */
  public record SignInName(String login) {}

  /**
   * A page of logins.
   *
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record LoginsWanted(@Nullable String after, @Nullable Integer limit) {}

  /**
   * What is known of a login.
   *
   * @param login the name to sign in with
   * @param audience whose paths they may use
   * @param organisation whose accounts they may see
   * @param roles what is granted
   * @param createdAt when it was made
   * @param createdBy who made it
   * @param initialUntil until when the first password holds; missing once they have their own
   * @param endedAt when it was ended; missing while it holds
   * @param password the first password: shown once, when it is made
   */
  public record LoginCard(
      String login,
      Audience audience,
      String organisation,
      List<Role> roles,
      Instant createdAt,
      String createdBy,
      @Nullable Instant initialUntil,
      @Nullable Instant endedAt,
      @Nullable String password) {

    static LoginCard of(Login login, @Nullable String password) {
      return new LoginCard(
          login.login(),
          login.audience(),
          login.organisation(),
          login.roles().stream().sorted().toList(),
          login.createdAt(),
          login.createdBy(),
          login.initialUntil(),
          login.endedAt(),
          password);
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("createLogin", NewLogin.class, LoginCard.class, this::create);
    to.page("listLogins", LoginsWanted.class, LoginCard.class, this::list);
    to.one("resetLogin", SignInName.class, LoginCard.class, this::reset);
    to.one("signOutLogin", SignInName.class, LoginCard.class, this::signOut);
    to.one("closeLogin", SignInName.class, LoginCard.class, this::end);
  }

  /** Makes a login with a first password, which holds three days and is to be changed. */
  public Answer<LoginCard> create(Call call, NewLogin wanted) {
    if (wanted.roles().isEmpty()) {
      throw new InvalidInputException("roles", "must be at least one", "none");
    }
    requireSomebodyElse(call, wanted.login());
    Login.Issued issued =
        logins.create(
            new Login.Wanted(
                wanted.login(),
                wanted.audience(),
                wanted.organisation(),
                EnumSet.copyOf(wanted.roles())),
            call.actor());
    return Answer.recorded(LoginCard.of(issued.login(), issued.password()));
  }

  /** The logins, holding or not. */
  public Answer<Page<LoginCard>> list(Call call, LoginsWanted wanted) {
    String after = wanted.after();
    int limit = Limit.of(wanted.limit());
    List<Login> found = logins.page(after == null ? "" : after, limit);
    return Answer.found(
        new Page<>(
            found.stream().map(login -> LoginCard.of(login, null)).toList(),
            found.size() < limit ? null : found.getLast().login()));
  }

  /** A new first password for somebody who lost theirs; their sessions end. */
  public Answer<LoginCard> reset(Call call, SignInName which) {
    requireSomebodyElse(call, which.login());
    sessions.endAll(which.login());
    return Answer.found(
        logins.reset(which.login()).map(it -> LoginCard.of(it.login(), it.password())));
  }

  /** Ends all sessions of a login, at once and in every process. */
  public Answer<LoginCard> signOut(Call call, SignInName which) {
    sessions.endAll(which.login());
    return Answer.found(logins.find(which.login()).map(it -> LoginCard.of(it, null)));
  }

  /** Ends a login for good, and its sessions. */
  public Answer<LoginCard> end(Call call, SignInName which) {
    sessions.endAll(which.login());
    return Answer.found(logins.end(which.login(), call.actor()).map(it -> LoginCard.of(it, null)));
  }

  private static void requireSomebodyElse(Call call, String login) {
    if (login.equals(call.actor())) {
      throw new InvalidInputException("login", "must be somebody else than who asks", login);
    }
  }
}
