package org.ledgercore.approvals.people;

import org.ledgercore.money.Text;

/** Names principals for one way of knowing who somebody is. Immutable. */
public final class Principals {

  private static final int MAX_HOST = 100;

  private final String via;

  private Principals(String via) {
    this.via = via;
  }

  /**
   * Principals of a Java host that has signed its users in by itself; we take its word, and every
   * act says so.
   *
   * @param host the host's name, 1 to 100 code points
   */
  public static Principals trusted(String host) {
    return new Principals("trusted " + Text.required("host", host, MAX_HOST));
  }

  /**
   * Principals of one call, each of which was found out by its token. An act keeps the call, so
   * that the same call sent twice finds what it did.
   *
   * @param call the call's name, 1 to 100 code points, unique over all callers
   */
  public static Principals token(String call) {
    return new Principals("token " + Text.required("call", call, MAX_HOST));
  }

  /** The principal with this login. */
  public Principal login(String login) {
    return new Principal(login, via, null);
  }
}
