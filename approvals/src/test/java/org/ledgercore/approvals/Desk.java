package org.ledgercore.approvals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.testing.SmallBooks;

/**
 * Kinds of request for tests on small books: "refund" puts the school's money aside and pays it out
 * of the bank; "adjustment" gives the school money and holds nothing; "open" is of unknown amount.
 */
final class Desk {

  static final String REFUND = "refund";
  static final String ADJUSTMENT = "adjustment";
  static final String OPEN = "open";

  /** Two people from 100.00 on, one of them the CFO. */
  static final Policy POLICY =
      Policy.onePerson("small", 1, Duration.ofHours(2), Duration.ofHours(24))
          .from(10_000, 2, "CFO");

  final SmallBooks books;
  final Account pending;

  /** What an operation is told by beside its inputs, such as the version of a beneficiary. */
  final Map<String, String> world = new ConcurrentHashMap<>(Map.of("beneficiary", "1", "fee", "0"));

  Desk(Ledger ledger) {
    books = SmallBooks.in(ledger);
    pending =
        ledger.openAccount(
            NewAccount.liability("refund_pending:school", SmallBooks.EUR).neverOverdrawn());
  }

  List<Kind> kinds() {
    return kinds(POLICY);
  }

  List<Kind> kinds(Policy policy) {
    return List.of(
        kind(REFUND, policy, new Refund()),
        kind(ADJUSTMENT, policy, new Adjustment()),
        kind(OPEN, policy, new Unknown()));
  }

  private static Kind kind(String name, Policy policy, Operation operation) {
    return Kind.of(name, Right.make("refund"), Right.check("refund"), policy, operation);
  }

  static Ask ask(String kind, String subject, long minor) {
    return Ask.of(kind, subject, Office.HERE, "asked by mail")
        .with("amount", Money.ofMinor(minor, SmallBooks.EUR).toDecimal())
        .with("merchant", subject);
  }

  long school() {
    return minor(books.school());
  }

  long held() {
    return minor(pending);
  }

  long bank() {
    return minor(books.bank());
  }

  private long minor(Account account) {
    return books.ledger().balance(account).posted().minor();
  }

  private static Money amount(Ask ask) {
    return Money.of(ask.input("amount"), SmallBooks.EUR);
  }

  private JournalEntry entry(String what, Ask ask, Account debit, Account credit) {
    return JournalEntry.on(SmallBooks.DAY)
        .key(new EntryKey(what, ask.subject()))
        .kind(what)
        .correlatedWith(ask.subject())
        .debit(debit, amount(ask))
        .credit(credit, amount(ask))
        .build();
  }

  private final class Refund implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return new Stake(amount(ask), ask.input("merchant"));
    }

    @Override
    public Told holding(Ask ask) {
      return Told.of(List.of(entry("hold", ask, books.school(), pending)));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return Told.of(List.of(entry("paid", ask, pending, books.bank())))
          .seeing("beneficiary", world.getOrDefault("beneficiary", ""));
    }
  }

  private final class Adjustment implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return new Stake(amount(ask), ask.input("merchant"));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      Money fee = Money.of(world.getOrDefault("fee", "0"), SmallBooks.EUR);
      Money all = amount(ask).plus(fee);
      return Told.of(
          List.of(
              JournalEntry.on(SmallBooks.DAY)
                  .key(new EntryKey("adjusted", ask.subject()))
                  .leg(new Posting(books.bank().ref(), org.ledgercore.chart.Side.DEBIT, all))
                  .leg(new Posting(books.school().ref(), org.ledgercore.chart.Side.CREDIT, all))
                  .build()));
    }
  }

  private static final class Unknown implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return new Stake(null, ask.input("merchant"));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return Told.nothing();
    }
  }
}
