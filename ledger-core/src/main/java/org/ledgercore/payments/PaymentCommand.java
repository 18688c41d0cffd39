package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.PaymentRefusal;

/**
 * Something that is done or has happened in payments: one row of {@code docs/postings.md}. Its
 * entry is a pure function of the command and of what it needs from the journal. Immutable.
 *
 * <p>A command is something we may refuse, such as a payout request; a fact has happened outside
 * and is refused only when it contradicts itself or its key, such as a capture or a chargeback.
 * What a fact takes beyond the money there is becomes a receivable.
 */
public sealed interface PaymentCommand
    permits Capture,
        ContractCapture,
        ProviderCost,
        ProviderSettlement,
        Limited,
        PayoutCommission,
        Sweep,
        ProviderStep,
        RefundStep,
        DisputeStep,
        MerchantStep,
        PayoutStep,
        Correction,
        FxStep,
        CashStep,
        RedeemStep,
        RemittanceStep,
        WalletStep,
        YearClose {

  /** When it happens, and the case it belongs to. */
  Occasion occasion();

  /** The kind of its entry, such as {@code capture}. */
  String kind();

  /** The key of its entry: the same thing has the same key whoever says it, and how often. */
  EntryKey key();

  /**
   * What was asked for, when the entry's legs depend on the state of the books as well: the same
   * key with the same words is a retry.
   */
  default String asked() {
    return "";
  }

  /** What it has to know of the journal. */
  default Needs needs() {
    return Needs.nothing();
  }

  /**
   * Whether the chart wants two persons for it, so that {@link Payments#approvedOnly} takes it only
   * with an approval and its digest.
   */
  default boolean needsApproval() {
    return ApprovedOnly.contains(this);
  }

  /** Why it cannot be done, or nothing. */
  default Optional<PaymentRefusal> refusal(Situation situation) {
    return Optional.empty();
  }

  /** Its entry. */
  JournalEntry entry(Situation situation);
}
