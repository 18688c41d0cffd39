package org.ledgercore.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.rules.SmallBooks.EUR;
import static org.ledgercore.rules.SmallBooks.USD;
import static org.ledgercore.rules.SmallBooks.euro;
import static org.ledgercore.rules.SmallBooks.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome.Accepted;
import org.ledgercore.rules.Outcome.Rejected;
import org.ledgercore.rules.Outcome.Replayed;

/** Reversals and holds on the books of {@link SmallBooks}: what moves, and each refusal. */
class PartDeciderTest {

  private static final Instant TOMORROW = SmallBooks.NOW.plus(Duration.ofDays(1));

  private final SmallBooks small = new SmallBooks();

  /** Posts an entry and makes it known as the store would hand it over. */
  private RecordedEntry posted(JournalEntry entry) {
    RecordedEntry recorded = accepted(small.post(entry));
    small.books().know(new Remainder(recorded).at(1, Remainder.State.OPEN, recorded.number()));
    return recorded;
  }

  private RecordedEntry hold() {
    return posted(parts("hold", "D bank 5.00", "C shop 5.00").heldUntil(TOMORROW).build());
  }

  private static RecordedEntry accepted(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Accepted.class);
    return ((Accepted) outcome).entry();
  }

  private Outcome reverse(long entryNo, Part part) {
    return small.decide(new Command.Reverse(entryNo, part)).getFirst();
  }

  private Outcome settle(long entryNo, Part part) {
    return small.decide(new Command.Settle(entryNo, part)).getFirst();
  }

  private Outcome letGo(long entryNo, String key) {
    return small.decide(new Command.VoidHold(entryNo, key)).getFirst();
  }

  private static Part rest(String key) {
    return Part.rest(EntryKey.of(key), SmallBooks.DAY);
  }

  private static Part taking(String key, Money... amounts) {
    return rest(key).taking(List.of(amounts));
  }

  private static void refused(Outcome outcome, Rejection why) {
    assertThat(outcome).isEqualTo(new Rejected(why));
  }

  private Draft.ChangedPart newestPart() {
    return small.draft().parts().getLast();
  }

  @Test
  void aHold_reservesItsLegs_andNothingElse() {
    RecordedEntry hold = hold();

    assertThat(small.head("bank").pending()).isEqualTo(new Turnover(500, 0));
    assertThat(small.head("shop").pending()).isEqualTo(new Turnover(0, 500));
    assertThat(small.head("bank").newestEntry()).isEqualTo(hold.number());
    assertThat(small.balance("bank")).isEqualTo(euro("100.00"));
    assertThat(newestPart())
        .isEqualTo(
            new Draft.ChangedPart(
                hold, 1, Remainder.State.OPEN, List.of(500L, -500L), hold.number()));
    assertThat(newestPart().isHold()).isTrue();
    assertThat(small.draft().legs().pending(0)).isEqualTo(new Turnover(500, 0));
    assertThat(small.draft().legs().amount(0)).isZero();
    assertThat(small.draft().rowsOf(0)).isEqualTo(2);
    assertThat(small.books().nextDue()).isEqualTo(TOMORROW);
  }

  @Test
  void aHoldThatWouldBeOver_isRefused() {
    Instant now = SmallBooks.NOW;
    JournalEntry over = parts("hold", "D bank 5.00", "C shop 5.00").heldUntil(now).build();

    refused(small.post(over), new PartRejection.ExpiryPassed(now, now));
    assertThat(small.head("bank").pending()).isEqualTo(Turnover.NONE);
    assertThat(small.books().nextDue()).isNull();
  }

  @Test
  void aHoldThatWouldOverflow_leavesEveryHeadAsItWas() {
    JournalEntry over = parts("hold", "D shop 5.00", "C line 4.00", "C bank 1.00").build();
    small.head("line").standingAt(new Turnover(0, Long.MAX_VALUE));

    refused(
        small.post(LogRecords.held(over, TOMORROW)),
        new Rejection.BalanceOverflow(SmallBooks.ref("line", "EUR")));
    assertThat(small.head("shop").pending()).isEqualTo(Turnover.NONE);
    assertThat(small.head("shop").newestEntry()).isZero();
    assertThat(small.draft().isEmpty()).isTrue();
  }

  @Test
  void theEarliestHold_isDueNext() {
    posted(parts("a", "D bank 1.00", "C shop 1.00").heldUntil(TOMORROW).build());
    posted(parts("b", "D bank 1.00", "C shop 1.00").heldUntil(TOMORROW.plusSeconds(9)).build());
    assertThat(small.books().nextDue()).isEqualTo(TOMORROW);
    posted(parts("c", "D bank 1.00", "C shop 1.00").heldUntil(TOMORROW.minusSeconds(9)).build());

    assertThat(small.books().nextDue()).isEqualTo(TOMORROW.minusSeconds(9));
    assertThat(small.books().isDueAt(TOMORROW.minusSeconds(9))).isTrue();
    assertThat(small.books().isDueAt(TOMORROW.minusSeconds(10))).isFalse();
  }

  @Test
  void aPartOfAHold_movesFromPendingToPosted() {
    RecordedEntry hold = hold();

    RecordedEntry part = accepted(settle(hold.number(), taking("s1", euro("2.00"), euro("2.00"))));

    assertThat(small.balance("bank")).isEqualTo(euro("102.00"));
    assertThat(small.head("bank").pending()).isEqualTo(new Turnover(300, 0));
    assertThat(part.entry().kind()).isEqualTo("settlement");
    assertThat(part.entry().metadata().toString())
        .isEqualTo("{ledger.part=given, ledger.settles=" + hold.number() + "}");
    assertThat(newestPart().state()).isEqualTo(Remainder.State.OPEN);
    assertThat(newestPart().amounts()).containsExactly(300L, -300L);
    assertThat(newestPart().version()).isEqualTo(2);
    assertThat(newestPart().by()).isEqualTo(part.number());
    assertThat(small.draft().rowsOf(1)).isEqualTo(2);
    assertThat(small.books().position().newestPosting()).isEqualTo(24);

    RecordedEntry last = accepted(settle(hold.number(), taking("s2", euro("3.00"), euro("3.00"))));

    assertThat(newestPart().state()).isEqualTo(Remainder.State.SETTLED);
    assertThat(small.head("bank").pending()).isEqualTo(Turnover.NONE);
    assertThat(small.head("bank").newestEntry()).isEqualTo(last.number());
    refused(
        settle(hold.number(), rest("s3")),
        new PartRejection.HoldClosed(hold.number(), Remainder.State.SETTLED, last.number()));
  }

  @Test
  void aFinalPart_letsTheRestGo() {
    RecordedEntry hold = hold();

    RecordedEntry part =
        accepted(settle(hold.number(), taking("s", euro("2.00"), euro("2.00")).andRelease()));

    assertThat(part.entry().metadata()).containsEntry("ledger.part", "final");
    assertThat(newestPart().state()).isEqualTo(Remainder.State.SETTLED);
    assertThat(newestPart().amounts()).containsExactly(0L, 0L);
    assertThat(small.balance("shop")).isEqualTo(euro("2.00"));
    assertThat(small.head("shop").hasPending()).isFalse();
  }

  @Test
  void lettingGo_freesEverything() {
    RecordedEntry hold = hold();

    RecordedEntry gone = accepted(letGo(hold.number(), "v"));

    assertThat(small.head("bank").hasPending()).isFalse();
    assertThat(newestPart().state()).isEqualTo(Remainder.State.VOIDED);
    assertThat(letGo(hold.number(), "v")).isEqualTo(new Replayed(gone));
    refused(
        letGo(hold.number(), "w"),
        new PartRejection.HoldClosed(hold.number(), Remainder.State.VOIDED, gone.number()));
  }

  @Test
  void whatIsOver_isRecordedBeforeAnythingElse() {
    RecordedEntry hold = hold();
    Remainder over = new Remainder(hold).at(1, Remainder.State.OPEN, hold.number());
    small.books().owe(List.of(over));
    Decider decider = new Decider(small.books());

    decider.expireDue();

    assertThat(decider.draft().entries()).hasSize(1);
    assertThat(decider.draft().parts().getLast().state()).isEqualTo(Remainder.State.EXPIRED);
    assertThat(small.head("bank").hasPending()).isFalse();
    assertThat(small.books().due()).isEmpty();
  }

  /** A caller who guesses the next number, and the hold that expires takes it. */
  @Test
  void whatABatchRecorded_canBeFollowedInIt() {
    JournalEntry later = parts("hold", "D bank 5.00", "C shop 5.00").heldUntil(TOMORROW).build();
    long hold = accepted(small.post(later)).number();

    RecordedEntry part = accepted(settle(hold, taking("s", euro("2.00"), euro("2.00"))));
    assertThat(newestPart().version()).isEqualTo(2);
    accepted(reverse(part.number(), rest("r")));
    RecordedEntry gone = accepted(letGo(hold, "v"));

    refused(settle(gone.number(), rest("x")), new PartRejection.NotAHold(gone.number()));
    refused(
        reverse(gone.number(), rest("x")),
        new PartRejection.NotReversible(gone.number(), "a record"));
    long next = gone.number() + 1;
    refused(settle(next, rest("x")), new PartRejection.NoSuchEntry(next));
  }

  @Test
  void whatIsNoHold_cannotBeSettledOrLetGo() {
    RecordedEntry plain = posted(SmallBooks.entry("k", "D bank 5.00", "C shop 5.00"));

    refused(settle(99, rest("s")), new PartRejection.NoSuchEntry(99));
    refused(letGo(99, "v"), new PartRejection.NoSuchEntry(99));
    refused(settle(plain.number(), rest("s")), new PartRejection.NotAHold(plain.number()));
    refused(letGo(plain.number(), "v"), new PartRejection.NotAHold(plain.number()));
    refused(reverse(99, rest("r")), new PartRejection.NoSuchEntry(99));
  }

  @Test
  void aReversal_postsTheOtherSides_upToWhatIsLeft() {
    RecordedEntry first =
        posted(parts("k", "D bank 5.00", "C shop 5.00").correlatedWith("case-1").build());

    RecordedEntry part =
        accepted(reverse(first.number(), taking("r1", euro("2.00"), euro("2.00"))));

    assertThat(small.balance("bank")).isEqualTo(euro("103.00"));
    assertThat(small.balance("shop")).isEqualTo(euro("3.00"));
    assertThat(part.entry().correlation()).isEqualTo("case-1");
    assertThat(part.entry().kind()).isEqualTo("reversal");
    assertThat(newestPart())
        .isEqualTo(
            new Draft.ChangedPart(
                first, 2, Remainder.State.OPEN, List.of(200L, 200L), part.number()));
    assertThat(newestPart().isHold()).isFalse();
    refused(
        reverse(first.number(), taking("r2", euro("4.00"), euro("4.00"))),
        new PartRejection.MoreThanIsLeft(first.number(), 0, euro("3.00"), euro("4.00")));
    accepted(reverse(first.number(), rest("r3")));
    assertThat(newestPart().version()).isEqualTo(3);
    refused(reverse(first.number(), rest("r4")), new PartRejection.NothingLeft(first.number()));
  }

  @Test
  void whatCannotBeReversed_saysWhatItIs() {
    RecordedEntry first = posted(SmallBooks.entry("k", "D bank 5.00", "C shop 5.00"));
    RecordedEntry reversal = accepted(reverse(first.number(), rest("r")));
    small.books().know(new Remainder(reversal));
    RecordedEntry record = accepted(small.post(SmallBooks.payout(2)));
    small.books().know(new Remainder(record));
    RecordedEntry hold = hold();

    refused(
        reverse(reversal.number(), rest("x")),
        new PartRejection.NotReversible(reversal.number(), "a reversal"));
    refused(
        reverse(record.number(), rest("x")),
        new PartRejection.NotReversible(record.number(), "a record"));
    refused(
        reverse(hold.number(), rest("x")),
        new PartRejection.NotReversible(hold.number(), "a hold"));
  }

  @Test
  void amountsThatDoNotFit_sayWhy() {
    RecordedEntry first =
        posted(SmallBooks.entry("k", "D bank 5.00", "C shop 3.00", "C line 2.00"));
    long number = first.number();
    Money usd = Money.of("1.00", USD);
    Money euro3 = Money.of("1.000", Unit.fiat("EUR", 3));
    Money eMoney = Money.of("1.00", Unit.eMoney("EUR", 2));

    misfit(number, "have one amount for each of 3 legs", euro("1.00"), euro("1.00"));
    misfit(number, "not all be zero", euro("0.00"), euro("0.00"), euro("0.00"));
    misfit(number, "balance in every currency", euro("2.00"), euro("1.00"), euro("0.00"));
    misfit(number, "balance in every currency", euro("1.00"), euro("1.00"), euro("1.00"));
    for (Money other : List.of(usd, euro3, eMoney)) {
      misfit(number, "be in the currency of their leg", other, euro("1.00"), euro("0.00"));
    }
    Money displayed = Money.of("1.00", EUR.displayedWith(0));
    accepted(reverse(number, taking("r", displayed, euro("1.00"), euro("0.00"))));
    assertThat(small.draft().rowsOf(1)).isEqualTo(2);
  }

  private void misfit(long number, String rule, Money... amounts) {
    refused(
        reverse(number, taking("m" + Arrays.toString(amounts), amounts)),
        new PartRejection.PartDoesNotFit(number, rule));
  }

  @Test
  void aPartSaidTwice_isReplayed_andOneOfOtherContentIsNot() {
    RecordedEntry first = posted(SmallBooks.entry("k", "D bank 5.00", "C shop 5.00"));
    RecordedEntry part = accepted(reverse(first.number(), taking("r", euro("2.00"), euro("2.00"))));

    assertThat(reverse(first.number(), taking("r", euro("2.00"), euro("2.00"))))
        .isEqualTo(new Replayed(part));
    for (Part other :
        List.of(taking("r", euro("1.00"), euro("1.00")), taking("r", euro("2.00")), rest("r"))) {
      assertThat(reverse(first.number(), other))
          .isInstanceOfSatisfying(
              Rejected.class,
              rejected -> assertThat(rejected.why()).isInstanceOf(Rejection.KeyReused.class));
    }
    RecordedEntry all = accepted(reverse(first.number(), rest("all")));
    assertThat(reverse(first.number(), rest("all"))).isEqualTo(new Replayed(all));
    assertThat(reverse(99, rest("all")))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.why()).isInstanceOf(Rejection.KeyReused.class));
  }

  @Test
  void aSettlement_isRefusedByTheRulesOfAnyEntry() {
    RecordedEntry hold = hold();
    Part closed = Part.rest(EntryKey.of("s"), SmallBooks.CLOSED);

    refused(
        settle(hold.number(), closed),
        new Rejection.PeriodClosed(SmallBooks.CLOSED, SmallBooks.CLOSED));
    assertThat(small.head("bank").pending()).isEqualTo(new Turnover(500, 0));
  }
}
