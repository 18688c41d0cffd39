package org.ledgercore.testing;

import java.time.LocalDate;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * The smallest books worth posting to: one currency, a bank account, and a school that is never
 * overdrawn. Opening them takes three batches of one entry each, the first time.
 *
 * @param ledger the ledger
 * @param bank an asset without a floor
 * @param school a liability with a floor of zero
 */
public record SmallBooks(Ledger ledger, Account bank, Account school) {

  /** The one currency. */
  public static final Unit EUR = Unit.fiat("EUR", 2);

  /** The effective date of every entry. */
  public static final LocalDate DAY = LocalDate.of(2026, 3, 31);

  /** The newest batch, and the newest entry, when the books are just open. */
  public static final int OPENING_BATCHES = 3;

  /** Opens the books in a ledger, or finds them open. */
  public static SmallBooks in(Ledger ledger) {
    ledger.openUnit(EUR);
    return new SmallBooks(
        ledger,
        ledger.openAccount(NewAccount.asset("bank:main", EUR)),
        ledger.openAccount(NewAccount.liability("merchant_payable:school", EUR).neverOverdrawn()));
  }

  /** Opens the books in a schema that holds a ledger. */
  public static SmallBooks in(DataSource dataSource, String schema) {
    return in(Ledger.open(dataSource, LedgerOptions.defaults().withSchema(schema)));
  }

  /** The same books through another instance of the ledger. */
  public SmallBooks with(Ledger other) {
    return new SmallBooks(other, bank, school);
  }

  /** Money comes in: the bank and the school grow. */
  public JournalEntry deposit(String key, long minor) {
    return JournalEntry.on(DAY)
        .key(key)
        .debit(bank, Money.ofMinor(minor, EUR))
        .credit(school, Money.ofMinor(minor, EUR))
        .build();
  }

  /** Money goes out: the bank and the school shrink. */
  public JournalEntry payout(String key, long minor) {
    return JournalEntry.on(DAY)
        .key(key)
        .debit(school, Money.ofMinor(minor, EUR))
        .credit(bank, Money.ofMinor(minor, EUR))
        .build();
  }
}
