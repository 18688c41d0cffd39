package org.ledgercore.http.route;

import java.util.Set;

/**
 * Who calls, as the token says; never what a request says of itself.
 *
 * @param name the caller's name, the actor of all that it does
 * @param audience whose paths the token opens
 * @param organisation whose accounts the caller may see outside of operations
 * @param roles what is granted
 * @param token the id of the token; empty without one
 */
public record Principal(
    String name, Audience audience, String organisation, Set<Role> roles, String token) {

  /** Whoever calls without a token. */
  public static final Principal NOBODY = new Principal("anyone", Audience.ANYONE, "", Set.of(), "");

  public Principal {
    roles = Set.copyOf(roles);
  }

  /** Whether one of the roles grants this. */
  public boolean may(Permission permission) {
    return permission == Permission.ANYONE
        || roles.stream().anyMatch(role -> role.grants(permission));
  }
}
