package org.ledgercore.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.BusinessCalendar;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;

/** Every change that is not an entry of money is listed once, in the order of the log. */
class TrailTest {

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
