package org.ledgercore.payments;

import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.Limits;
import org.ledgercore.money.Money;

/**
 * A command that a contract may limit: {@link RefundHold} and {@link PayoutRequest}. Facts are
 * never limited.
 */
public sealed interface Limited extends PaymentCommand permits RefundHold, PayoutRequest {

  /** Whose contract limits it. */
  MerchantId merchant();

  /** What counts. */
  Money amount();

  /** What is counted together, such as {@code refund}. */
  String limited();

  /** Its limits. */
  Limits limits(Contract contract);
}
