package org.ledgercore.interchange;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
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
import org.ledgercore.query.TrialBalance;

/** beancount's format, version 2; debits positive. Used by one thread. */
final class BeancountFormat implements Format {

  /** The earliest effective date that an entry can have. */
  private static final String FIRST_DAY = "1900-01-01";

  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final Writer out;
  private Map<AccountRef, String> names = Map.of();

  BeancountFormat(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<Account> accounts) throws IOException {
    names =
        accounts.stream()
            .collect(
                Collectors.toMap(Account::ref, it -> AccountNames.beancount(it.type(), it.path())));
    Set<String> units = new TreeSet<>(accounts.stream().map(it -> it.unit().code()).toList());
    for (String unit : units) {
      out.write(FIRST_DAY + " commodity " + unit + "\n");
    }
    for (String name : new TreeSet<>(names.values())) {
      out.write(FIRST_DAY + " open " + name + "\n");
    }
  }

  @Override
  public void entry(RecordedEntry recorded) throws IOException {
    JournalEntry entry = recorded.entry();
    out.write("\n" + recorded.effectiveDate() + " * " + quoted(entry.description()) + "\n");
    out.write("  entry: \"" + recorded.number() + "\"\n");
    out.write(
        "  key: "
            + quoted(
                Words.percent(entry.key().namespace()) + "/" + Words.percent(entry.key().text()))
            + "\n");
    out.write("  kind: " + quoted(entry.kind()) + "\n");
    for (Posting posting : entry.postings()) {
      Money amount = Money.ofMinor(posting.signed(), posting.amount().unit());
      out.write("  " + name(posting.ref()) + "  " + amount + "\n");
    }
  }

  @Override
  public void record(RecordedEntry entry) throws IOException {
    out.write(Words.comment(entry) + "\n");
  }

  /** A balance is asserted for the beginning of a day, so it stands on the day after. */
  @Override
  public void end(List<Balance> balances, LocalDate last) throws IOException {
    out.write("\n");
    if (!last.isBefore(LAST_DAY)) {
      out.write("; no balances: there is no day after " + last + "\n");
      return;
    }
    for (Balance balance : balances) {
      Money signed = TrialBalance.signed(balance);
      out.write(last.plusDays(1) + " balance " + name(balance.account().ref()) + "  ");
      out.write(signed.toDecimal() + " ~ 0 " + signed.unit().code() + "\n");
    }
  }

  private String name(AccountRef account) {
    return Objects.requireNonNull(names.get(account), account::toString);
  }

  private static String quoted(String text) {
    return '"' + Words.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
