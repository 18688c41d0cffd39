package org.ledgercore.approvals.http;

import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;

/** What a call that is sent twice recorded the first time. Stateless. */
final class FactTraces {

  private static final String VIA = "via";

  private FactTraces() {}

  /** The version of a fact that this login recorded in this very call. */
  static Optional<Fact> of(Ledger ledger, Principal by, FactRef ref) {
    return ledger.facts().history(ref).stream()
        .filter(fact -> by.via().equals(fact.values().get(VIA)) && by.login().equals(fact.actor()))
        .findFirst();
  }
}
