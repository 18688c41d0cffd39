package org.ledgercore.payments;

import java.util.Optional;

/**
 * What a customer can meet on the way of a payment, and the one thing it does to money: the same
 * outcome told again moves nothing more, and no two of them move the same money. Immutable.
 */
public sealed interface CustomerOutcome {

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
