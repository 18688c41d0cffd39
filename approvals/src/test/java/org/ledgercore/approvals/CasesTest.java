package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.approvals.Office.HERE;
import static org.ledgercore.approvals.Office.refused;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.cases.Cases;
import org.ledgercore.approvals.cases.Event;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Status.Visibility;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.SmallBooks;

/** Notes are only added, and a case tells what happened in the order in which it did. */
@Covers({"E25", "E27"})
class CasesTest {

  private static Office office;
  private static Cases cases;
  private static Principal sue;
  private static Principal rosa;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    cases = office.approvals.cases();
    sue = office.hire("sue", "SUPPORT");
    rosa = office.hire("rosa", "RISK");
  }

  @AfterAll
  static void close() {
    office.test.checkInvariants();
    office.close();
  }

  private static Cases.Note note(
      String caseId, Visibility visibility, String text, @Nullable Integer corrects) {
    return new Cases.Note(caseId, visibility, text, corrects);
  }

  @Test
  void note_isOnlyAdded_andCorrectedByAFurtherOne() {
    assertThat(
            cases.note(sue, HERE, note("c1", Visibility.INTERNAL, "called at 9", null)).orThrow())
        .isEqualTo(1);
    assertThat(cases.note(rosa, HERE, note("c1", Visibility.INTERNAL, "called at 10", 1)).orThrow())
        .isEqualTo(2);
    assertThat(cases.timeline("c1", Visibility.INTERNAL))
        .extracting(event -> event.what() + " " + event.reference() + ": " + event.text())
        .containsExactly("note 1: called at 9", "correction 2: called at 10");
    for (String sql :
        List.of("update note set text = 'never called'", "delete from note", "truncate note")) {
      assertThatThrownBy(() -> office.sql(sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("append-only");
    }
    refused(
        cases.note(sue, HERE, note("c1", Visibility.INTERNAL, "no", 3)),
        Refusal.NotAsExpected.class);
    assertThat(cases.isProved("c1", 1)).isTrue();
    assertThat(cases.isProved("c1", 3)).isFalse();
  }

  @Test
  void note_isSeenByThoseItIsFor_andWrittenByThoseWhoMay() {
    cases.note(rosa, HERE, note("c2", Visibility.CONTROL, "watch him", null)).orThrow();
    cases.note(sue, HERE, note("c2", Visibility.CUSTOMER, "it is on its way", null)).orThrow();
    refused(
        cases.note(rosa, HERE, note("c2", Visibility.CUSTOMER, "hello", null)),
        Refusal.NotPermitted.class);
    assertThat(cases.timeline("c2", Visibility.CUSTOMER))
        .extracting(Event::text)
        .containsExactly("it is on its way");
    assertThat(cases.timeline("c2", Visibility.INTERNAL)).hasSize(1);
    assertThat(cases.timeline("c2", Visibility.CONTROL)).hasSize(2);
  }

  @Test
  void timeline_isInTheOrderThingsHappened_andMarksLateEntries() {
    SmallBooks books = SmallBooks.in(office.ledger());
    cases.note(sue, HERE, note("c3", Visibility.INTERNAL, "asked where it is", null)).orThrow();
    office
        .ledger()
        .post(
            org.ledgercore.journal.JournalEntry.on(java.time.LocalDate.of(2020, 1, 1))
                .key("late-1")
                .kind("capture")
                .correlatedWith("c3")
                .debit(books.bank(), org.ledgercore.money.Money.ofMajor(5, SmallBooks.EUR))
                .credit(books.school(), org.ledgercore.money.Money.ofMajor(5, SmallBooks.EUR))
                .build())
        .orThrow();
    assertThat(cases.timeline("c3", Visibility.INTERNAL))
        .extracting(event -> event.what() + (event.late() ? ", late" : ""))
        .containsExactly("capture, late", "note");
    assertThat(cases.timeline("c3", Visibility.MERCHANT)).isEmpty();
  }
}
