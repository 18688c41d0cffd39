package org.ledgercore.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.BusinessCalendar;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.Act.Author;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.RejectedException;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
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
  @Covers("S5")
  void everyChangeByAUser_leavesOneRecordOfWhoMadeIt() {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      NewAccount till = NewAccount.asset("till", SmallBooks.EUR);
      Author ann = new Author("ann", "the shop opens");
      ledger.openUnit(SmallBooks.EUR, ann);
      ledger.accounts().open(till, ann);
      ledger.accounts().freeze(till.ref(), AccountStatus.FROZEN, act("f", "bob")).orThrow();
      ledger.accounts().unfreeze(till.ref(), act("u", "bob")).orThrow();
      ledger.accounts().limit(till.ref(), 0L, null, act("l", "cid")).orThrow();
      ledger.accounts().assign(till.ref(), "shop", Map.of(), act("a", "cid")).orThrow();
      ledger.accounts().close(till.ref(), "dan", "the shop is gone").orThrow();
      ledger.calendar().change(BusinessCalendar.DEFAULT, "eve", "said aloud").orThrow();
      ledger.periods().close(SmallBooks.DAY, "fay", "done").orThrow();

      List<Trail.Change> changes = ledger.trail().page(0, 100, Long.MAX_VALUE);
      assertThat(changes)
          .extracting(it -> it.actor().orElse("nobody"))
          .containsExactly("ann", "ann", "bob", "bob", "cid", "cid", "dan", "eve", "fay");
      assertThat(changes).allMatch(it -> it.reason().isPresent());
      assertThat(ledger.verify().isProved()).isTrue();
      test.checkInvariants();
    }
  }

  @Test
  void whatIsOpenedAgain_byAnother_isAReplay_andAsAnotherThingIsNot() {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      NewAccount till = NewAccount.asset("till", SmallBooks.EUR);
      ledger.openUnit(SmallBooks.EUR, new Author("ann", "first"));
      ledger.accounts().open(till, new Author("ann", "first"));
      long newest = ledger.newestEntry();

      ledger.openUnit(SmallBooks.EUR, new Author("bob", "second"));
      ledger.openUnit(SmallBooks.EUR);
      assertThat(ledger.accounts().open(till, new Author("bob", "second")))
          .isEqualTo(ledger.openAccount(till));
      assertThatThrownBy(() -> ledger.accounts().open(till.numbered(7), new Author("ann", "first")))
          .isInstanceOf(RejectedException.class)
          .hasMessageContaining("metadata.number");

      assertThat(ledger.newestEntry()).isEqualTo(newest);
      test.checkInvariants();
    }
  }

  private static Act act(String key, String actor) {
    return new Act(key, actor, "it had to be");
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

  @Test
  void everyChange_isOneRecord_withActorBeforeAndAfter() {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      SmallBooks books = SmallBooks.in(ledger);
      AccountRef school = books.school().ref();
      FactRef fact = FactRef.of("kept", "it");
      Act act = new Act("act", "ann", "because");
      List<Supplier<Outcome>> twice =
          List.of(
              () ->
                  ledger
                      .accounts()
                      .limit(school, 0L, 10L + ledger.newestEntry(), next(act, ledger)),
              () ->
                  ledger
                      .accounts()
                      .assign(school, "o" + ledger.newestEntry(), Map.of(), next(act, ledger)),
              () ->
                  ledger.post(
                      JournalEntry.fact(fact)
                          .from(versions(ledger, fact))
                          .by("ann", "because")
                          .build()),
              () -> ledger.calendar().change(calendar(ledger), "ann", "because"),
              () ->
                  ledger
                      .periods()
                      .close(SmallBooks.DAY.plusDays(ledger.newestEntry()), "ann", "because"));
      for (Supplier<Outcome> change : twice) {
        Trail.Change first = changed(ledger, change);
        Trail.Change second = changed(ledger, change);
        assertThat(second.kind()).isEqualTo(first.kind());
        assertThat(ledger.trail().before(second)).contains(first);
        assertThat(second.record().entry().digest()).isNotEqualTo(first.record().entry().digest());
      }
      test.checkInvariants();
    }
  }

  private static Trail.Change changed(Ledger ledger, Supplier<Outcome> change) {
    long before = ledger.newestEntry();
    change.get().orThrow();
    assertThat(ledger.newestEntry()).isEqualTo(before + 1);
    List<Trail.Change> changes = ledger.trail().page(before, 10, Long.MAX_VALUE);
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().actor()).contains("ann");
    assertThat(changes.getFirst().reason()).contains("because");
    return changes.getFirst();
  }

  private static Act next(Act act, Ledger ledger) {
    return new Act(act.key() + ledger.newestEntry(), act.actor(), act.reason());
  }

  private static int versions(Ledger ledger, FactRef fact) {
    return ledger.facts().history(fact).size();
  }

  private static BusinessCalendar calendar(Ledger ledger) {
    return BusinessCalendar.DEFAULT.withHolidays(
        Set.of(LocalDate.of(2026, 1, 1).plusDays(ledger.newestEntry())));
  }
}
