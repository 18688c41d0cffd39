package org.ledgercore.approvals.gates;

import java.util.Map;

/**
 * What wants to go through a gate. Immutable.
 *
 * @param request the request's number
 * @param kind the kind of request
 * @param subject what it is about, such as the payout
 * @param counterparty whose money it is, such as the merchant
 * @param inputs what was asked for
 */
public record Gated(
    long request, String kind, String subject, String counterparty, Map<String, String> inputs) {

  public Gated {
    inputs = Map.copyOf(inputs);
  }

  /** What was asked for by a name; empty when nothing was. */
  public String input(String name) {
    return inputs.getOrDefault(name, "");
  }
}
