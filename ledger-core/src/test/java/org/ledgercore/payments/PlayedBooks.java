package org.ledgercore.payments;

import java.util.List;
import org.ledgercore.chart.Balance;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;

/** Books that random payments are played on: a ledger, or the same rules in memory. */
interface PlayedBooks {

  /** Posts what is approved, if that has to be. */
  Outcome post(PaymentCommand command);

  long newestEntry();

  /** The figures of all accounts. */
  List<Balance> balances();

  PaymentState payment(String payment, Unit unit);

  MerchantFunds funds(MerchantId merchant, Unit unit);
}
