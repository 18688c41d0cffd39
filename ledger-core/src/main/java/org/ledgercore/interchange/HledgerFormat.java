package org.ledgercore.interchange;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.TrialBalance;

/** hledger's journal format; debits positive. Used by one thread. */
final class HledgerFormat implements Format {

  private final Writer out;
  private Map<AccountRef, String> names = Map.of();

  HledgerFormat(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<Account> accounts) throws IOException {
    names =
        accounts.stream()
            .collect(
                Collectors.toMap(Account::ref, it -> AccountNames.hledger(it.type(), it.path())));
    Set<Unit> units = new LinkedHashSet<>(accounts.stream().map(Account::unit).toList());
    for (Unit unit : units) {
      String point = unit.exponent() == 0 ? "." : "";
      out.write("commodity 1000" + Money.ofMinor(0, unit).toDecimal().substring(1) + point);
      out.write(" \"" + unit.code() + "\"\n");
    }
    for (String name : new TreeSet<>(names.values())) {
      out.write("account " + name + "\n");
    }
  }

  @Override
  public void entry(RecordedEntry recorded) throws IOException {
    JournalEntry entry = recorded.entry();
    out.write("\n" + recorded.effectiveDate() + " * (" + recorded.number() + ")");
    String said = Words.line(entry.description().replace(';', ','));
    out.write(said.isEmpty() ? "\n" : " " + said + "\n");
    out.write("    ; key:" + Words.percent(entry.key().namespace()) + "/");
    out.write(Words.percent(entry.key().text()) + "\n");
    out.write("    ; kind:" + Words.percent(entry.kind()) + "\n");
    for (Posting posting : entry.postings()) {
      Money amount = Money.ofMinor(posting.signed(), posting.amount().unit());
      out.write("    " + name(posting.ref()) + "  " + amount(amount) + "\n");
    }
  }

  @Override
  public void record(RecordedEntry entry) throws IOException {
    out.write(Words.comment(entry) + "\n");
  }

  @Override
  public void end(List<Balance> balances, LocalDate last) throws IOException {
    out.write("\n" + last + " * Balances of the ledger\n");
    for (Balance balance : balances) {
      Account account = balance.account();
      out.write("    " + name(account.ref()) + "  ");
      out.write(amount(Money.zero(account.unit())) + " = ");
      out.write(amount(TrialBalance.signed(balance)) + "\n");
    }
  }

  private String name(AccountRef account) {
    return Objects.requireNonNull(names.get(account), account::toString);
  }

  private static String amount(Money money) {
    return money.toDecimal() + " \"" + money.unit().code() + "\"";
  }
}
