package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.NOW;
import static org.ledgercore.rules.SmallBooks.entry;
import static org.ledgercore.rules.SmallBooks.euro;
import static org.ledgercore.rules.SmallBooks.parts;
import static org.ledgercore.rules.SmallBooks.ref;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;

/** Atomic groups on the books of {@link SmallBooks}: all of it or nothing, in order. */
class DeciderGroupTest {

  private static final JournalEntry GAIN = entry("gain", "D bank 5.00", "C shop 5.00");
  private static final JournalEntry SPEND = entry("spend", "D shop 5.00", "C bank 5.00");
  private static final JournalEntry TOO_MUCH = entry("more", "D shop 5.01", "C bank 5.01");

  @Test
  void group_accepted_isNumberedInOrder() {
    SmallBooks books = new SmallBooks();
    List<Outcome> outcomes = books.group(GAIN, SPEND);

    assertThat(outcomes).hasSize(2).allMatch(Accepted.class::isInstance);
    assertThat(outcomes)
        .extracting(outcome -> outcome.orThrow().number())
        .containsExactly(11L, 12L);
    assertThat(outcomes)
        .extracting(outcome -> outcome.orThrow().firstPosting())
        .containsExactly(21L, 23L);
    assertThat(books.draft().entries()).extracting(e -> e.entry()).containsExactly(GAIN, SPEND);
    assertThat(books.books().position()).isEqualTo(new Books.Position(12, 24, 10, 3, NOW));
  }

  @Test
  void group_memberSeesWhatTheOnesBeforeItLeft() {
    assertThat(new SmallBooks().post(SPEND)).isInstanceOf(Rejected.class);
    assertThat(new SmallBooks().group(SPEND, GAIN)).allMatch(Rejected.class::isInstance);
    assertThat(new SmallBooks().group(GAIN, SPEND)).allMatch(Accepted.class::isInstance);
  }

  @Test
  void group_lastMemberRefused_undoesAll() {
    SmallBooks books = new SmallBooks();
    Command group =
        new Command.PostGroup(List.of(GAIN, entry("two", "D bank 1.00", "C line 1.00"), TOO_MUCH));
    List<String> before = books.picture(group);
    Rejection cause =
        new Rejection.InsufficientFunds(ref("shop", "EUR"), euro("5.00"), euro("-0.01"), euro("0"));
    Rejected other = new Rejected(new Rejection.GroupRefused(2, cause));

    assertThat(books.decide(group)).containsExactly(other, other, new Rejected(cause));
    assertThat(books.picture(group)).isEqualTo(before);
  }

  @Test
  void group_firstMemberRefused_isTheCauseForAll() {
    SmallBooks books = new SmallBooks();
    List<Outcome> outcomes = books.group(TOO_MUCH, GAIN);
    Rejection cause = ((Rejected) outcomes.getFirst()).why();

    assertThat(cause.code()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(outcomes.get(1)).isEqualTo(new Rejected(new Rejection.GroupRefused(0, cause)));
    assertThat(books.draft().isEmpty()).isTrue();
  }

  @Test
  void group_refused_takesBackTheVersionsOfItsFacts() {
    SmallBooks books = new SmallBooks();
    Command group =
        new Command.PostGroup(
            List.of(GAIN, SmallBooks.payout(2), SmallBooks.payout(3), SmallBooks.payout(9)));
    List<String> before = books.picture(group);

    assertThat(books.decide(group).get(3))
        .isEqualTo(new Rejected(new Rejection.FactChanged(SmallBooks.PAYOUT, 9, 4)));
    assertThat(books.picture(group)).isEqualTo(before);
    assertThat(books.group(SmallBooks.payout(2), SPEND).get(1)).isInstanceOf(Rejected.class);
    assertThat(books.group(GAIN, SmallBooks.payout(2))).allMatch(Accepted.class::isInstance);
  }

  @Test
  void group_refused_leavesItsKeysAndNumbersFree() {
    SmallBooks books = new SmallBooks();
    books.group(GAIN, TOO_MUCH);

    Outcome later = books.post("gain", "D bank 7.00", "C shop 7.00");

    assertThat(later.orThrow().number()).isEqualTo(11);
    assertThat(books.legs())
        .containsExactly("11 21 bank 700 after 12700/2000", "11 22 shop -700 after 0/700");
  }

  @Test
  void group_refused_leavesWhatTheBatchAcceptedBefore() {
    SmallBooks books = new SmallBooks();
    Outcome first = books.post("first", "D bank 3.00", "C shop 3.00");
    books.group(GAIN, entry("more", "D shop 8.01", "C bank 8.01"));

    assertThat(books.draft().entries()).containsExactly(first.orThrow());
    assertThat(books.balance("shop")).isEqualTo(euro("3.00"));
    assertThat(books.legs()).hasSize(2);
    assertThat(books.post("next", "D shop 3.00", "C bank 3.00").orThrow().number()).isEqualTo(12);
  }

  @Test
  void group_replayedMember_isNotARefusal() {
    SmallBooks books = new SmallBooks();
    List<Outcome> outcomes = books.group(SmallBooks.used().entry(), GAIN);

    assertThat(outcomes.getFirst()).isEqualTo(new Replayed(SmallBooks.used()));
    assertThat(outcomes.getLast().orThrow().number()).isEqualTo(11);
    assertThat(books.draft().entries()).hasSize(1);
  }

  @Test
  void group_sameMemberTwice_isReplayedInside() {
    SmallBooks books = new SmallBooks();
    List<Outcome> outcomes = books.group(GAIN, GAIN);

    assertThat(outcomes.getFirst()).isInstanceOf(Accepted.class);
    assertThat(outcomes.getLast()).isEqualTo(new Replayed(outcomes.getFirst().orThrow()));
    assertThat(books.balance("shop")).isEqualTo(euro("5.00"));
  }

  @Test
  void group_sameKeyOtherContent_refusesAll() {
    SmallBooks books = new SmallBooks();
    List<Outcome> outcomes = books.group(GAIN, entry("gain", "D bank 6.00", "C shop 6.00"));

    assertThat(((Rejected) outcomes.getLast()).why()).isInstanceOf(Rejection.KeyReused.class);
    assertThat(((Rejected) outcomes.getFirst()).why()).isInstanceOf(Rejection.GroupRefused.class);
    assertThat(books.draft().isEmpty()).isTrue();
    assertThat(books.balance("shop")).isEqualTo(euro("0"));
  }

  @Test
  void group_condition_countsTheMembersBefore() {
    JournalEntry first = parts("a", "D bank 1.00", "C shop 1.00").onlyIfNewest(10).build();
    JournalEntry next = parts("b", "D bank 1.00", "C shop 1.00").onlyIfNewest(11).build();

    assertThat(new SmallBooks().group(first, next)).allMatch(Accepted.class::isInstance);
    assertThat(new SmallBooks().group(next, first)).allMatch(Rejected.class::isInstance);
  }
}
