package org.ledgercore.interchange;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/** A file of balances that a history has to lead to, compared with what it does lead to. */
final class AssertedBalances {

  static final Set<String> REQUIRED = Set.of("account", "currency", "side", "amount");
  static final Set<String> OPTIONAL = Set.of("type");

  private AssertedBalances() {}

  /** Refuses the first row that differs; then what has a balance and no row. */
  static void require(ImportFile balances, ImportedAccounts accounts) throws IOException {
    Set<AccountRef> said = new HashSet<>();
    try (ImportFile.Reading reading = balances.read()) {
      CsvTable table = new CsvTable(reading.rows(), REQUIRED, OPTIONAL);
      while (table.next()) {
        try {
          ImportedAccount account = accounts.of(table);
          if (!said.add(account.ref())) {
            throw new InvalidInputException("account", "must have one row", account.ref());
          }
          requireSame(table, account);
        } catch (InvalidInputException e) {
          throw new ImportRefusal(table.line(), e);
        }
      }
    }
    for (ImportedAccount account : accounts.all()) {
      if (account.assertedSigned() != 0 && !said.contains(account.ref())) {
        throw new ImportRefusal(
            0, "account", "must have a row, with " + balance(account), account.ref());
      }
    }
  }

  private static void requireSame(CsvTable row, ImportedAccount account) {
    Side side = HistoryReader.side(row.get("side"));
    Money amount = Money.of(row.get("amount"), account.unit());
    long signed = side == Side.DEBIT ? amount.minor() : -amount.minor();
    if (signed != account.assertedSigned()) {
      throw new InvalidInputException(
          "amount", "must be what the entries lead to, " + balance(account), side + " " + amount);
    }
  }

  private static String balance(ImportedAccount account) {
    long signed = account.assertedSigned();
    Side side = signed < 0 ? Side.CREDIT : Side.DEBIT;
    return side + " " + Money.ofMinor(Math.abs(signed), account.unit());
  }
}
