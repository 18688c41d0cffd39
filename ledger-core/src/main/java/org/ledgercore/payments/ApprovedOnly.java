package org.ledgercore.payments;

import java.util.Map;
import java.util.Optional;
import org.ledgercore.rules.PaymentRefusal;

/**
 * Which commands need two persons, as the chart has it: what lets money go, gives it away, writes
 * it off, or puts an entry right. A fact never does: it has happened. Stateless.
 */
final class ApprovedOnly {

  private ApprovedOnly() {}

  static boolean contains(PaymentCommand command) {
    return switch (command) {
      case ProviderStep.InvoicePaid it -> true;
      case ProviderStep.BreakWrittenOff it -> true;
      case RefundStep.Released it -> true;
      case RefundStep.ToWallet it -> true;
      case PayoutStep.Released it -> true;
      case MerchantStep.WrittenOff it -> true;
      case MerchantStep.Goodwill it -> true;
      case Correction it -> true;
      case CashStep.BroughtIn it -> true;
      case CashStep.BroughtByOwner it -> true;
      case CashStep.Floated it -> true;
      case CashStep.Collected it -> true;
      case RedeemStep.PaidAtDesk it -> true;
      case RedeemStep.ByBank it -> true;
      case RemittanceStep.Released it -> true;
      case WalletStep.MassPaid it -> true;
      case Sweep it -> true;
      default -> false;
    };
  }

  /** Why a command is refused that names no approval, or not what was approved. */
  static Optional<PaymentRefusal> refusal(PaymentCommand command) {
    Map<String, String> facts = command.occasion().facts();
    boolean isNamed =
        !facts.getOrDefault(Occasion.APPROVAL, "").isBlank()
            && !facts.getOrDefault(Occasion.DIGEST, "").isBlank();
    return isNamed || !contains(command)
        ? Optional.empty()
        : Optional.of(new PaymentRefusal.ApprovalMissing(command.kind()));
  }
}
