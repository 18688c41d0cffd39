package org.ledgercore.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.BusinessCalendar;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Act;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;

/** Every change that is not an entry of money is listed once, in the order of the log. */
class TrailTest {

  @Test
  void page_tellsWhoAndWhy() {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      SmallBooks books = SmallBooks.in(ledger);
      AccountRef school = books.school().ref();
      AccountPath path = school.path();

      // @start region="trail"
      Act limit = new Act("case-17", "ben", "agreed with the school");
      ledger.accounts().limit(school, 0L, 50_000_00L, limit).orThrow();
      Act late = new Act("case-17", "eve", "agreed with the school");
      assertRejected(ledger.accounts().limit(school, null, null, late), Rejection.KeyReused.class);

      long after = ledger.newestEntry() - 1; // where the page before ended
      Trail.Change change = ledger.trail().page(after, 100, Long.MAX_VALUE).getFirst();
      assertThat(change.kind()).isEqualTo("ledger.account.limited");
      assertThat(change.actor()).contains("ben");
      assertThat(change.reason()).contains("agreed with the school");
      assertThat(change.record().entry().metadata())
          .containsEntry("ceiling", "5000000")
          .containsEntry("path", path.value());
      assertThat(ledger.verify().isProved()).isTrue(); // the trail is part of the chain
      // @end
      test.checkInvariants();
    }
  }

  @Test
  void page_listsEveryChange_andNoPosting() {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      SmallBooks books = SmallBooks.in(ledger);
      ledger.post(books.deposit("money", 100)).orThrow();
      ledger.calendar().change(BusinessCalendar.DEFAULT, "ann", "said aloud").orThrow();
      ledger.periods().close(SmallBooks.DAY, "bob", "done").orThrow();

      List<String> told = new ArrayList<>();
      long after = 0;
      for (List<Trail.Change> page = ledger.trail().page(after, 2, Long.MAX_VALUE);
          !page.isEmpty();
          page = ledger.trail().page(after, 2, Long.MAX_VALUE)) {
        for (Trail.Change change : page) {
          String who = change.actor().orElse("-") + ": " + change.reason().orElse("-");
          told.add(change.record().number() + " " + change.kind() + " " + who);
        }
        after = page.getLast().record().number();
      }
      assertThat(told)
          .hasSize(5)
          .contains("5 ledger.calendar ann: said aloud", "6 ledger.period bob: done")
          .noneMatch(line -> line.startsWith("4 "));
      assertThat(ledger.trail().page(4, 9, 5)).hasSize(1);
      test.checkInvariants();
    }
  }
}
