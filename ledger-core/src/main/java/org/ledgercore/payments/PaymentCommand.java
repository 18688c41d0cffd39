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

  /**
   * What a customer can meet on the way of a payment, and the one thing it does to money: the same
   * outcome told again moves nothing more, and no two of them move the same money. Immutable.
   */
  sealed interface CustomerOutcome {

    /** What it does to money; empty for nothing. */
    Optional<PaymentCommand> command();

    /** Outcomes that move no money. */
    enum Moneyless implements CustomerOutcome {
      /** A guest gave a card. */
      GUEST_CARD,
      /** A one-time password was asked for. */
      OTP,
      /** It did not work, and the customer tries again. */
      RETRY,
      /** The customer took too long. */
      EXPIRED,
      /** The customer gave up. */
      CANCELLED;

      @Override
      public Optional<PaymentCommand> command() {
        return Optional.empty();
      }
    }

    /**
     * The customer has a receipt: P1.
     *
     * @param capture a {@link Capture} on terms
     */
    record Receipt(Capture capture) implements CustomerOutcome {
      @Override
      public Optional<PaymentCommand> command() {
        return Optional.of(capture);
      }
    }

    /**
     * The same on the merchant's contract.
     *
     * @param capture a {@link ContractCapture}
     */
    record ContractReceipt(ContractCapture capture) implements CustomerOutcome {
      @Override
      public Optional<PaymentCommand> command() {
        return Optional.of(capture);
      }
    }

    /**
     * The customer has the receipt of a refund: P4b.
     *
     * @param refund which refund
     * @param occasion when, and the payment
     */
    record RefundReceipt(RefundRef refund, Occasion occasion) implements CustomerOutcome {
      @Override
      public Optional<PaymentCommand> command() {
        return Optional.of(new RefundStep.Confirmed(refund, occasion));
      }
    }

    /**
     * The customer claims a refund into a wallet: P19. Excludes {@link RefundReceipt}.
     *
     * @param refund which refund
     * @param subject whose wallet
     * @param occasion when, the payment, and the approval
     */
    record WalletClaim(RefundRef refund, SubjectId subject, Occasion occasion)
        implements CustomerOutcome {
      @Override
      public Optional<PaymentCommand> command() {
        return Optional.of(new RefundStep.ToWallet(refund, subject, occasion));
      }
    }
  }
}
