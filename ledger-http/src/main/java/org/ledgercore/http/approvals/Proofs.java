package org.ledgercore.http.approvals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.cases.Event;
import org.ledgercore.approvals.cases.Readiness.Proof;
import org.ledgercore.approvals.requests.State;
import org.ledgercore.approvals.requests.Status.Visibility;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.threeway.Traced;

/**
 * What proves in the service that a case is ready: each proof is looked for in what was recorded,
 * and nobody ticks it. Stateless.
 */
public final class Proofs {

  private static final String CAPTURE = "capture";
  private static final String NOTE = "note";

  private Proofs() {}

  /** The proofs of a case, in the order in which they are asked for. */
  public static List<Proof> of(Ledger ledger, Approvals approvals, Reconciliation reconciliation) {
    return List.of(
        new Proof("customer", id -> event(approvals, id, CAPTURE, Set.of(Visibility.values()))),
        new Proof(
            "merchant",
            id -> event(approvals, id, NOTE, Set.of(Visibility.CUSTOMER, Visibility.MERCHANT))),
        new Proof("support", id -> event(approvals, id, NOTE, Set.of(Visibility.INTERNAL))),
        new Proof("operations", id -> executed(ledger, approvals, id)),
        new Proof(
            "review", id -> approvals.packs().of(id).stream().findFirst().map("pack "::concat)),
        new Proof("finance", id -> line(reconciliation, id)),
        new Proof("owner", id -> event(approvals, id, NOTE, Set.of(Visibility.CONTROL))));
  }

  /** The first event of a kind that is for those who may see it. */
  private static Optional<String> event(
      Approvals approvals, String caseId, String what, Set<Visibility> visibleTo) {
    return approvals.cases().timeline(caseId, Visibility.CONTROL).stream()
        .filter(event -> event.what().equals(what) && visibleTo.contains(event.visibility()))
        .findFirst()
        .map(Proofs::named);
  }

  private static String named(Event event) {
    return (event.what().equals(NOTE) ? "note " : "entry ") + event.reference();
  }

  /** The first executed request to which an entry of the case belongs. */
  private static Optional<String> executed(Ledger ledger, Approvals approvals, String caseId) {
    return ledger.entriesOf(caseId).stream()
        .flatMap(entry -> Optional.ofNullable(entry.entry().metadata().get("approval")).stream())
        .distinct()
        .flatMap(number -> approvals.requests().find(Long.parseLong(number)).stream())
        .filter(request -> request.state() == State.EXECUTED)
        .findFirst()
        .map(request -> "request " + request.number());
  }

  /** The first line of a bank's statement or a provider's file that an entry rests on. */
  private static Optional<String> line(Reconciliation reconciliation, String caseId) {
    return reconciliation.trace(caseId).stream()
        .map(Traced::line)
        .flatMap(Optional::stream)
        .findFirst()
        .map("line "::concat);
  }
}
