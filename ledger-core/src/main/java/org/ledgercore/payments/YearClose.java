package org.ledgercore.payments;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountType;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.PaymentRefusal;

/**
 * P20. A year is closed in one unit: income and expense go to zero, their difference to retained
 * earnings.
 *
 * @param year which year, such as 2026
 * @param unit which unit
 * @param occasion when, and the case
 */
public record YearClose(int year, Unit unit, Occasion occasion) implements PaymentCommand {

  static final String KIND = "closing";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public EntryKey key() {
    return new EntryKey("year_close/" + unit, Integer.toString(year));
  }

  @Override
  public String asked() {
    return year + " " + unit;
  }

  @Override
  public Needs needs() {
    return Needs.results(unit);
  }

  @Override
  public Optional<PaymentRefusal> refusal(Situation situation) {
    return situation.balances().values().stream().allMatch(Money::isZero)
        ? Optional.of(new PaymentRefusal.NothingToMove("result of " + year + " in " + unit))
        : Optional.empty();
  }

  @Override
  public JournalEntry entry(Situation situation) {
    Row row = Row.of(this, situation);
    Money result = Money.zero(unit);
    for (AccountRef account : inChartOrder(situation.balances().keySet())) {
      Money onNormalSide = situation.balance(account, unit);
      boolean income = AccountClass.of(account.path()).type() == AccountType.INCOME;
      Money debit = income ? onNormalSide : onNormalSide.negated();
      row.debitSigned(account.path(), debit);
      result = result.plus(debit);
    }
    return row.debitSigned(AccountClass.RETAINED_EARNINGS.path(), result.negated()).build();
  }

  private static List<AccountRef> inChartOrder(Collection<AccountRef> accounts) {
    return accounts.stream()
        .sorted(
            Comparator.comparingInt((AccountRef each) -> AccountClass.of(each.path()).number())
                .thenComparing(AccountRef::path))
        .toList();
  }
}
