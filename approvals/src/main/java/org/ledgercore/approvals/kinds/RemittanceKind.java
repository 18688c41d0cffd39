package org.ledgercore.approvals.kinds;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.RemittanceStep;

/**
 * The completion of a remittance (P13c) as a request. It goes no further while screening has
 * flagged the transfer: the flag is raised about the transfer's id, and lifted by two people.
 */
public final class RemittanceKind {

  /** A remittance that is to be completed. */
  public static final String REMITTANCE = "remittance";

  private static final String PARTNER = "partner";

  private RemittanceKind() {}

  /** Remittances, asked for with {@link #ask}. */
  public static Kind of(Ledger ledger, Policy policy) {
    Kind kind =
        Kind.of(
            REMITTANCE,
            Right.make("payout.request"),
            Right.check("payout.release"),
            policy,
            new Completion(ledger));
    return kind.through(List.of(PayoutGates.screeningClear()));
  }

  /** Asks for a remittance to be completed. */
  public static Ask ask(RemittanceStep.Completed wanted, String organisation, String reason) {
    Ask ask =
        Ask.of(REMITTANCE, wanted.transfer(), organisation, reason).with(PARTNER, wanted.partner());
    return Inputs.occasion(Inputs.amount(ask, wanted.sent()), wanted.occasion());
  }

  private record Completion(Ledger ledger) implements Operation {

    /** What screening flags is the transfer itself. */
    @Override
    public Stake stake(Ask ask) {
      return new Stake(Inputs.amount(ledger, ask), ask.subject());
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return Told.of(
          Payments.on(ledger)
              .preview(
                  new RemittanceStep.Completed(
                      ask.subject(),
                      ask.input(PARTNER),
                      Inputs.amount(ledger, ask),
                      Inputs.occasion(ask))));
    }
  }
}
