package org.ledgercore.approvals.people;

import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Text;

/**
 * Who acts: a login, and who vouches that it is theirs. Made by {@link Principals}. Immutable.
 *
 * @param login the name by which the person, or the token of the person, is known
 * @param via who vouches for it; kept with every act
 * @param behalf the person whose role is used, when it is not the login's own
 */
public record Principal(String login, String via, @Nullable PersonId behalf) {

  private static final int MAX_LOGIN = 100;

  public Principal {
    Text.required("login", login, MAX_LOGIN);
  }

  /** The same login using a role that this person delegated to it. */
  public Principal onBehalfOf(PersonId giver) {
    return new Principal(login, via, giver);
  }
}
