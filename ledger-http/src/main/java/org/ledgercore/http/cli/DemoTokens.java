package org.ledgercore.http.cli;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import org.ledgercore.http.access.Token;
import org.ledgercore.http.access.Tokens;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Role;

/** Tokens for trying out the demo's books, one for each kind of caller; they hold one day. */
final class DemoTokens {

  private static final List<Token.Wanted> WANTED =
      List.of(
          wanted("demo_accountant", Audience.OPS, "platform", Role.ACCOUNTANT),
          wanted("demo_service", Audience.OPS, "platform", Role.SERVICE),
          wanted("demo_auditor", Audience.OPS, "platform", Role.AUDITOR),
          wanted("demo_school", Audience.MERCHANT, "school", Role.MERCHANT),
          wanted("demo_payer", Audience.PAY, "pay_scenario_001", Role.PAYER));

  private DemoTokens() {}

  static void issue(Tokens tokens, PrintStream out) {
    out.println("Tokens for trying it out, for one day:");
    for (Token.Wanted each : WANTED) {
      out.printf("  %-15s %s%n", each.principal(), tokens.issue(each, "demo").secret());
    }
  }

  private static Token.Wanted wanted(
      String principal, Audience audience, String organisation, Role role) {
    return new Token.Wanted(principal, audience, organisation, EnumSet.of(role), 1);
  }
}
