package org.ledgercore.http.ledger;

import java.util.List;
import org.ledgercore.http.access.Denials;
import org.ledgercore.http.access.Login;
import org.ledgercore.http.access.SignIns;
import org.ledgercore.http.ledger.ChartCalls.Nothing;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Principal;
import org.ledgercore.http.route.Problem;
import org.ledgercore.http.route.ProblemCode;
import org.ledgercore.http.route.Role;

/** Signing in and out with a password, and who one is. */
public final class SignInCalls {

  private final SignIns signIns;
  private final Denials denials;

  public SignInCalls(SignIns signIns, Denials denials) {
    this.signIns = signIns;
    this.denials = denials;
  }

  /**
   * Somebody who signs in.
   *
   * @param login the name to sign in with
   * @param password the password
   */
  public record Credentials(String login, String password) {

    @Override
    public String toString() {
      return "Credentials[" + login + "]";
    }
  }

  /**
   * Somebody who changes a password.
   *
   * @param login the name to sign in with
   * @param password the one that holds
   * @param newPassword the new one, 12 to 128 characters without the login
   */
  public record NewPassword(String login, String password, String newPassword) {

    @Override
    public String toString() {
      return "NewPassword[" + login + "]";
    }
  }

  /**
   * Who one is.
   *
   * @param name the actor of all that one does
   * @param audience whose paths are open
   * @param organisation whose accounts one sees outside of operations
   * @param roles what is granted
   */
  public record Profile(String name, Audience audience, String organisation, List<Role> roles) {

    static Profile of(Principal principal) {
      return new Profile(
          principal.name(),
          principal.audience(),
          principal.organisation(),
          principal.roles().stream().sorted().toList());
    }

    static Profile of(Login login) {
      return new Profile(
          login.login(),
          login.audience(),
          login.organisation(),
          login.roles().stream().sorted().toList());
    }
  }

  /**
   * Signed out.
   *
   * @param ended whether a session held until now
   */
  public record SignedOut(boolean ended) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("signIn", Credentials.class, Profile.class, this::signIn);
    to.one("changePassword", NewPassword.class, Profile.class, this::change);
    to.one("signOut", Nothing.class, SignedOut.class, this::signOut);
    to.one("getProfile", Nothing.class, Profile.class, this::profile);
    to.one("getMerchantProfile", Nothing.class, Profile.class, this::profile);
    to.one("getPartnerProfile", Nothing.class, Profile.class, this::profile);
    to.one("getPayerProfile", Nothing.class, Profile.class, this::profile);
  }

  /** Signs in; the session comes as a cookie that no script can read. */
  public Answer<Profile> signIn(Call call, Credentials wanted) {
    return answer(
        call,
        "signIn",
        signIns.signIn(wanted.login(), wanted.password(), call.address(), call.session()));
  }

  /** Changes a password; all sessions end and a new one begins. */
  public Answer<Profile> change(Call call, NewPassword wanted) {
    SignIns.Change change =
        new SignIns.Change(wanted.login(), wanted.password(), wanted.newPassword());
    return answer(call, "changePassword", signIns.changePassword(change, call.address()));
  }

  /** Signs out; nothing happens when no session holds. */
  public Answer<SignedOut> signOut(Call call, Nothing nothing) {
    return new Answer.WithSession<>(new SignedOut(signIns.signOut(call.session())), "");
  }

  /** Who the caller is. */
  public Answer<Profile> profile(Call call, Nothing nothing) {
    return Answer.found(Profile.of(call.principal()));
  }

  private Answer<Profile> answer(Call call, String operation, SignIns.Attempt attempt) {
    return switch (attempt) {
      case SignIns.Attempt.SignedIn in ->
          new Answer.WithSession<>(Profile.of(in.login()), in.secret());
      case SignIns.Attempt.Wrong wrong -> {
        denials.add(
            new Denials.Denial(
                call.requestId(),
                call.actor(),
                operation,
                ProblemCode.NOT_SIGNED_IN,
                call.address()));
        yield new Answer.Declined<>(
            Problem.of(ProblemCode.NOT_SIGNED_IN, "no such login with this password"));
      }
      case SignIns.Attempt.TooOften often ->
          new Answer.Declined<>(
              Problem.of(
                  ProblemCode.TOO_MANY_SIGN_INS,
                  "wait " + (often.after().toSeconds() + 1) + " seconds"));
    };
  }
}
