package org.ledgercore.payments;

/**
 * Which commands are facts: they have happened outside, at a provider, at a bank or in a till, so a
 * closed period does not refuse them. They are recorded on the first open business day and keep
 * their own. Stateless.
 */
final class Happened {

  private Happened() {}

  static boolean contains(PaymentCommand command) {
    return switch (command) {
      case Capture it -> true;
      case ContractCapture it -> true;
      case ProviderCost it -> true;
      case ProviderSettlement it -> true;
      case ProviderStep.SettledOtherwise it -> true;
      case ProviderStep.Invoiced it -> true;
      case ProviderStep.BreakPaid it -> true;
      case ProviderStep.UnknownCredit it -> true;
      case ProviderStep.UnknownDebit it -> true;
      case RefundStep.Confirmed it -> true;
      case RefundStep.Unheld it -> true;
      case RefundStep.Paid it -> true;
      case DisputeStep.Opened it -> true;
      case DisputeStep.Held it -> true;
      case DisputeStep.Cost it -> true;
      case DisputeStep.Won it -> true;
      case DisputeStep.HoldReleased it -> true;
      case DisputeStep.Lost it -> true;
      case DisputeStep.LostUnheld it -> true;
      case PayoutStep.Confirmed it -> true;
      case PayoutStep.Failed it -> true;
      case PayoutStep.Returned it -> true;
      case PayoutStep.BankFee it -> true;
      case CashStep.Counted it -> true;
      case CashStep.Banked it -> true;
      case RedeemStep.Paid it -> true;
      case RemittanceStep.Paid it -> true;
      default -> false;
    };
  }
}
