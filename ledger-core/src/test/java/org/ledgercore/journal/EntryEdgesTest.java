package org.ledgercore.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.journal.EntryBuilderTest.BANK;
import static org.ledgercore.journal.EntryBuilderTest.DAY;
import static org.ledgercore.journal.EntryBuilderTest.FEE;
import static org.ledgercore.journal.EntryBuilderTest.SCHOOL;
import static org.ledgercore.journal.EntryBuilderTest.balanced;
import static org.ledgercore.journal.EntryBuilderTest.dollar;
import static org.ledgercore.journal.EntryBuilderTest.euro;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.Side;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/** The builder at its edges: many legs and few, holds, conditions, names of the ledger's own. */
class EntryEdgesTest {

  private static final Instant END_OF_HOLDS = Instant.parse("9999-12-31T00:00:00Z");

  @Test
  void oneSidePerAccountAndBalance_holdForManyLegsAsForFew() {
    for (int legs : new int[] {3, 15, 16, 17, 18, 40}) {
      EntryBuilder fits = JournalEntry.on(DAY).key("k").credit(SCHOOL, euro(legs - 1));
      EntryBuilder both = JournalEntry.on(DAY).key("k").credit(SCHOOL, euro(legs - 1));
      EntryBuilder over = JournalEntry.on(DAY).key("k").credit(SCHOOL, euro(legs));
      for (int leg = 1; leg < legs; leg++) {
        AccountPath account = AccountPath.of("bank:b" + leg % 20);
        fits.debit(account, euro(1));
        both.debit(leg == legs - 1 ? SCHOOL : account, euro(1));
        over.debit(account, euro(1));
      }

      assertThat(fits.build().postings()).hasSize(legs);
      assertThatThrownBy(both::build)
          .as(legs + " legs")
          .hasMessage("account: must stand on one side of an entry only: " + SCHOOL + " in EUR");
      assertThatThrownBy(over::build)
          .as(legs + " legs")
          .hasMessage("postings: debits must equal credits in EUR: difference -1");
    }
  }

  @Test
  void unequalCurrencies_whereverTheOtherStands_doNotCancelOut() {
    for (int other = 0; other < 3; other++) {
      EntryBuilder builder = JournalEntry.on(DAY).key("k");
      for (int leg = 0; leg < 3; leg++) {
        Money amount = leg == other ? dollar(leg == 2 ? 2 : 1) : euro(leg == 2 ? 2 : 1);
        builder.leg(
            new Posting(leg == 2 ? FEE : BANK, leg == 2 ? Side.CREDIT : Side.DEBIT, amount));
      }
      assertThatThrownBy(builder::build)
          .as("leg " + other)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("postings: debits must equal credits in ");
    }
  }

  @Test
  void heldUntil_isInWholeMicroseconds_andOneOfTheLedgersOwnNames() {
    Instant until = Instant.parse("2026-04-01T10:00:00.123456789Z");
    EntryBuilder builder = balanced(JournalEntry.on(DAY).key("k"));
    for (int i = 0; i < 64; i++) {
      builder.with("name" + i, "");
    }

    JournalEntry hold = builder.heldUntil(until.plusSeconds(5)).heldUntil(until).build();

    assertThat(hold.heldUntil()).isEqualTo("2026-04-01T10:00:00.123456Z");
    assertThat(hold.metadata())
        .hasSize(65)
        .containsEntry("ledger.hold", "2026-04-01T10:00:00.123456Z");
    assertThatThrownBy(() -> builder.with("name64", ""))
        .hasMessage("metadata: must have at most 64 names: 66");
    assertThatThrownBy(() -> builder.with("ledger.hold", until.toString()))
        .hasMessage("metadata name: must not begin with ledger.: ledger.hold");
  }

  @Test
  void heldUntil_outsideItsBounds_refused() {
    for (Instant until : List.of(Instant.EPOCH.minusNanos(1), END_OF_HOLDS, Instant.MAX)) {
      assertThatThrownBy(() -> JournalEntry.on(DAY).heldUntil(until))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("heldUntil: must be in 1970 to 9999: " + until);
    }
    for (Instant until : List.of(Instant.EPOCH, END_OF_HOLDS.minusNanos(1_000))) {
      JournalEntry hold = balanced(JournalEntry.on(DAY).key("k").heldUntil(until)).build();
      assertThat(hold.heldUntil()).isEqualTo(until);
    }
  }

  @Test
  void aNameOfTheLedgersOwn_isRefusedOfACaller() {
    assertThatThrownBy(() -> JournalEntry.on(DAY).with("ledger.reverses", "7"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("metadata name: must not begin with ledger.: ledger.reverses");
  }

  @Test
  void anEntryThatIsRestored_tellsWhatItFollows() {
    EntryBuilder parts = LogRecords.restoring(DAY).with("ledger.reverses", "7");
    assertThat(parts.follows).isTrue();
    assertThatThrownBy(() -> LogRecords.restoring(DAY).with("ledger.hold", "tomorrow"))
        .hasMessage("heldUntil: must be an instant: tomorrow");
  }

  @Test
  void conditions_100AreTheMost_andKeepTheirOrder() {
    EntryBuilder builder = balanced(JournalEntry.on(DAY).key("k"));
    assertThat(balanced(JournalEntry.on(DAY).key("k")).build().conditions()).isEmpty();
    for (int i = 0; i < 100; i++) {
      builder.onlyIf(new Condition.CaseUnmoved("case", i));
    }

    assertThat(builder.orFirstOpenDay().build().isOrFirstOpenDay()).isTrue();
    assertThat(builder.build().conditions())
        .hasSize(100)
        .startsWith(new Condition.CaseUnmoved("case", 0))
        .endsWith(new Condition.CaseUnmoved("case", 99));
    assertThatThrownBy(() -> builder.onlyIf(new Condition.CaseUnmoved("case", 100)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("conditions: must be at most 100: 101");
  }
}
