package org.ledgercore.http.approvals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.kinds.AdjustmentKind;
import org.ledgercore.approvals.kinds.CashKinds;
import org.ledgercore.approvals.kinds.Flag;
import org.ledgercore.approvals.kinds.Flags;
import org.ledgercore.approvals.kinds.ParkedKind;
import org.ledgercore.approvals.kinds.PaymentKinds;
import org.ledgercore.approvals.kinds.PayoutGates;
import org.ledgercore.approvals.kinds.RemittanceKind;
import org.ledgercore.approvals.owners.Identity;
import org.ledgercore.approvals.owners.IdentityKind;
import org.ledgercore.approvals.owners.OwnerLimits;
import org.ledgercore.approvals.owners.TierKind;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.work.Queue;
import org.ledgercore.approvals.work.Work;

/** What can be asked for in the service, and under which policies. Stateless. */
public final class ApprovalSetUp {

  private static final Duration DUE = Duration.ofHours(2);
  private static final Duration EXPIRES = Duration.ofDays(7);
  private static final Duration BENEFICIARY_REST = Duration.ofDays(3);

  private static final String PRIVILEGED = "privileged";
  private static final Set<String> KEPT =
      Set.of(PayoutGates.STATEMENT, Identity.FACT, TierKind.TIER, OwnerLimits.PASSED);

  private ApprovalSetUp() {}

  /**
   * Opens the approvals of the service, and creates or upgrades their tables.
   *
   * @param further kinds of other modules, such as write-offs of breaks
   */
  public static Approvals open(
      Ledger ledger, DataSource dataSource, Schemas schemas, List<Kind> further) {
    Approvals.migrate(dataSource, schemas.approvals(), schemas.ledger());
    Approvals.Offer offer = new Approvals.Offer(kinds(ledger, further), queues());
    return Approvals.on(ledger, dataSource, schemas.approvals(), offer);
  }

  /** Late work is told of, and a working day later goes to those who may decide everything. */
  private static List<Queue> queues() {
    List<Queue.Level> levels =
        List.of(
            new Queue.Level(Duration.ZERO, Queue.Does.NOTIFY, "lead"),
            new Queue.Level(Duration.ofDays(1), Queue.Does.MOVE, PRIVILEGED));
    return List.of(
        new Queue("support", new Right("case.note", Mark.DO), levels),
        new Queue("risk", Right.make("account.block"), levels),
        new Queue("finance", Right.check("payout.release"), levels),
        new Queue("exceptions", new Right("recon.run", Mark.DO), levels),
        new Queue(PRIVILEGED, Right.check("refund"), List.of(levels.getFirst())));
  }

  /** Whether facts of a kind are written by approvals alone, under their rules. */
  public static boolean isKept(String kind) {
    return kind.startsWith("approval.")
        || KEPT.contains(kind)
        || Arrays.stream(Flag.values()).anyMatch(flag -> flag.fact().equals(kind));
  }

  /** The schema of the approvals and that of the books they belong to. */
  public record Schemas(String approvals, String ledger) {}

  private static List<Kind> kinds(Ledger ledger, List<Kind> further) {
    List<Gate> gates = new ArrayList<>(PayoutGates.all(BENEFICIARY_REST));
    gates.add(PayoutGates.statementMatchedOnceBegun());
    gates.add(Work.gate("payout:"));
    List<Kind> kinds = new ArrayList<>(Flags.kinds(ledger, policy("flags")));
    kinds.add(PaymentKinds.refunds(ledger, policy("refunds")));
    kinds.add(PaymentKinds.payouts(ledger, policy("payouts"), gates));
    kinds.add(AdjustmentKind.of(ledger, policy("adjustments")));
    kinds.add(ParkedKind.of(ledger, policy("limits")));
    kinds.add(IdentityKind.of(ledger, policy("identification")));
    kinds.add(TierKind.of(ledger, policy("limit tiers")));
    kinds.add(RemittanceKind.of(ledger, policy("remittances")));
    kinds.addAll(CashKinds.of(ledger, policy("cash")));
    kinds.addAll(further);
    return kinds;
  }

  /** One other person, within two hours, and in a week at the latest. */
  public static Policy policy(String name) {
    return Policy.onePerson(name, 1, DUE, EXPIRES);
  }
}
