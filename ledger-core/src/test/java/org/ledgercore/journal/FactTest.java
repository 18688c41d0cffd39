package org.ledgercore.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ledgercore.money.InvalidInputException;

/** What facts are about, and what a version of one has to say. */
class FactTest {

  private static final FactRef PAYOUT = FactRef.of("payout", "P-1");

  @ParameterizedTest
  @ValueSource(strings = {"a", "z", "payout", "a0", "z9", "cash.desk", "cash-desk_2", "accounts"})
  void aKind_isALowerCaseName(String kind) {
    FactRef ref = FactRef.of(kind, "x");

    assertThat(ref.recordKind()).isEqualTo("ledger." + kind);
    assertThat(ref).hasToString(kind + " x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`",
        "{",
        "A",
        "0a",
        ".a",
        "a`",
        "a{",
        "a/",
        "a:",
        "a b",
        "aB",
        "é",
        "account.x",
        "unit.",
        "hold.x",
        "entry.x"
      })
  void anyOtherKind_isRefused(String kind) {
    assertThatThrownBy(() -> FactRef.of(kind, "x"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("fact kind: must be lower-case letters")
        .hasMessageEndingWith(": " + kind);
  }

  @Test
  void kindsAndIds_haveLengths() {
    assertThat(FactRef.of("k".repeat(50), "i".repeat(200)).id()).hasSize(200);
    assertThatThrownBy(() -> FactRef.of("k".repeat(51), "i"))
        .hasMessageStartingWith("fact kind: must have at most 50 code points");
    assertThatThrownBy(() -> FactRef.of("k", "i".repeat(201)))
        .hasMessageStartingWith("fact id: must have at most 200 code points");
    assertThatThrownBy(() -> FactRef.of("", "i")).hasMessage("fact kind: must not be empty: ");
    assertThatThrownBy(() -> FactRef.of("k", "")).hasMessage("fact id: must not be empty: ");
  }

  @Test
  void aVersionThatFollowsAnother_needsNoKey() {
    JournalEntry entry =
        JournalEntry.fact(PAYOUT)
            .from(2)
            .with("state", "released")
            .correlatedWith("case-1")
            .by("ann", "all gates are open")
            .build();

    assertThat(entry.key()).isEqualTo(new EntryKey("ledger.payout", "P-1@3"));
    assertThat(entry.kind()).isEqualTo("ledger.payout");
    assertThat(entry.correlation()).isEqualTo("case-1");
    assertThat(entry.metadata().toString())
        .isEqualTo("{actor=ann, id=P-1, reason=all gates are open, state=released}");
    assertThat(entry.fact()).isEqualTo(new JournalEntry.FactChange(PAYOUT, 2, true));
    assertThat(JournalEntry.fact(PAYOUT).from(0).by("a", "r").build().key().text())
        .isEqualTo("P-1@1");
  }

  @Test
  void aVersionWithAKey_mayFollowAny() {
    JournalEntry any = JournalEntry.fact(PAYOUT).key("k").by("a", "r").build();
    JournalEntry second = JournalEntry.fact(PAYOUT).key("k").from(1).by("a", "r").build();

    assertThat(any.key()).isEqualTo(new EntryKey("ledger.payout", "k"));
    assertThat(any.fact())
        .isEqualTo(new JournalEntry.FactChange(PAYOUT, JournalEntry.FactChange.ANY, false));
    assertThat(second.fact()).isEqualTo(new JournalEntry.FactChange(PAYOUT, 1, false));
  }

  @Test
  void whatAVersionLacks_isNamed() {
    assertThatThrownBy(() -> JournalEntry.fact(PAYOUT).by("a", "r").build())
        .hasMessage("key: must be given: none");
    assertThatThrownBy(() -> JournalEntry.fact(PAYOUT).from(1).build())
        .hasMessage("actor: must be given: none");
    for (int version : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> JournalEntry.fact(PAYOUT).from(version))
          .hasMessage("version: must be 0 to 2147483646: " + version);
    }
    assertThat(JournalEntry.fact(PAYOUT).from(2_147_483_646).by("a", "r").build().fact())
        .isEqualTo(new JournalEntry.FactChange(PAYOUT, 2_147_483_646, true));
    for (String name : new String[] {"id", "actor", "reason"}) {
      assertThatThrownBy(() -> JournalEntry.fact(PAYOUT).with(name, "x"))
          .hasMessageStartingWith("metadata name: must not be one of ");
    }
  }

  @Test
  void theLedgersOwnFacts_areNotACallers() {
    for (String kind : LogRecords.OWN_FACTS) {
      assertThatThrownBy(() -> JournalEntry.fact(FactRef.of(kind, "x")))
          .hasMessageStartingWith("fact kind: must not be one of the ledger's own");
    }
  }
}
