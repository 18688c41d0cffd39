package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.EUR;
import static org.ledgercore.rules.SmallBooks.PAYOUT;
import static org.ledgercore.rules.SmallBooks.entry;
import static org.ledgercore.rules.SmallBooks.parts;
import static org.ledgercore.rules.SmallBooks.ref;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;
import org.ledgercore.rules.Rejection.FactChanged;
import org.ledgercore.rules.Rejection.NotNewest;

/** Accounts that open with an entry, and conditions on facts and cases. */
class DeciderOpeningTest {

  private static final List<NewAccount> ACCOUNTS =
      List.of(
          NewAccount.liability("fresh", EUR),
          NewAccount.liability("shop", EUR),
          NewAccount.liability("other", EUR));

  @Test
  void opening_refusedEntry_leavesNothing_andTheNumbersAreFreeAgain() {
    SmallBooks books = new SmallBooks();
    Command tooMuch =
        new Command.PostOpening(ACCOUNTS, entry("k", "D school 200.00", "C fresh 200.00"));
    List<String> before = books.picture(tooMuch);

    Outcome refused = books.decide(tooMuch).getFirst();

    assertThat(((Rejected) refused).why()).isInstanceOf(Rejection.InsufficientFunds.class);
    assertThat(books.picture(tooMuch)).isEqualTo(before);
    assertThat(books.books().head(ref("fresh", "EUR"))).isNull();
    assertThat(books.books().currenciesOf(ref("fresh", "EUR").path())).isEmpty();
    assertThat(books.draft().accounts()).isEmpty();
    assertThat(books.draft().states()).isEmpty();
    assertThat(books.draft().isEmpty()).isTrue();

    JournalEntry fits = entry("k", "D school 1.00", "C fresh 1.00");
    Outcome accepted = books.decide(new Command.PostOpening(ACCOUNTS, fits)).getFirst();

    assertThat(accepted.orThrow().number()).isEqualTo(13);
    assertThat(books.draft().accounts())
        .extracting(opened -> opened.head().account().id() + " " + opened.entryNo())
        .containsExactly("11 11", "12 12");
    assertThat(books.decide(new Command.PostOpening(ACCOUNTS, fits)))
        .containsExactly(new Replayed(accepted.orThrow()));
    assertThat(books.draft().entries()).hasSize(3);
  }

  @Test
  void opening_inAnUnknownUnit_isRefused_andLeavesNothing() {
    SmallBooks books = new SmallBooks();
    List<NewAccount> accounts =
        List.of(
            NewAccount.liability("fresh", EUR), NewAccount.liability("other", Unit.fiat("XXX", 2)));

    Outcome refused =
        books
            .decide(new Command.PostOpening(accounts, entry("k", "D school 1.00", "C fresh 1.00")))
            .getFirst();

    assertThat(refused).isEqualTo(new Rejected(new Rejection.UnknownCurrency("XXX")));
    assertThat(books.draft().isEmpty()).isTrue();
    assertThat(books.draft().accounts()).isEmpty();
    assertThat(books.books().head(ref("fresh", "EUR"))).isNull();
  }

  @Test
  void factAt_comparesWithTheNewestVersion() {
    assertThat(new SmallBooks().post(onlyIf(new Condition.FactAt(PAYOUT, 2))))
        .isInstanceOf(Accepted.class);
    assertThat(new SmallBooks().post(onlyIf(new Condition.FactAt(PAYOUT, 1))))
        .isEqualTo(new Rejected(new FactChanged(PAYOUT, 1, 2)));
    SmallBooks books = new SmallBooks();
    assertThat(books.post(SmallBooks.payout(2))).isInstanceOf(Accepted.class);
    assertThat(books.post(onlyIf(new Condition.FactAt(PAYOUT, 2))))
        .isEqualTo(new Rejected(new FactChanged(PAYOUT, 2, 3)));
  }

  @Test
  void caseUnmoved_looksAtStoredEntries_andAtThoseOfTheBatch() {
    SmallBooks books = new SmallBooks();
    books.books().know("case", 5);
    assertThat(books.post(onlyIf(new Condition.CaseUnmoved("case", 4))))
        .isEqualTo(new Rejected(new NotNewest(4, 5)));
    Outcome first =
        books.post(
            parts("one", "D bank 1.00", "C shop 1.00")
                .correlatedWith("case")
                .onlyIf(new Condition.CaseUnmoved("case", 5))
                .build());
    assertThat(first.orThrow().number()).isEqualTo(11);
    assertThat(books.post(onlyIf(new Condition.CaseUnmoved("case", 5))))
        .isEqualTo(new Rejected(new NotNewest(5, 11)));
  }

  @Test
  void aCaseThatMovedOn_comesBeforeAFactThatDid_andBothBeforeAnUnknownCurrency() {
    SmallBooks books = new SmallBooks();
    books.books().know("case", 5);
    Condition moved = new Condition.CaseUnmoved("case", 4);
    Condition changed = new Condition.FactAt(PAYOUT, 1);
    JournalEntry both =
        parts("k", "D bank 1.00 XXX", "C shop 1.00 XXX").onlyIf(changed).onlyIf(moved).build();
    JournalEntry fact = parts("k", "D bank 1.00 XXX", "C shop 1.00 XXX").onlyIf(changed).build();

    assertThat(books.post(both)).isEqualTo(new Rejected(new NotNewest(4, 5)));
    assertThat(books.post(fact)).isEqualTo(new Rejected(new FactChanged(PAYOUT, 1, 2)));
  }

  private static JournalEntry onlyIf(Condition condition) {
    return parts("k", "D bank 1.00", "C shop 1.00").onlyIf(condition).build();
  }
}
