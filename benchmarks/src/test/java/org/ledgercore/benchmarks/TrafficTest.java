package org.ledgercore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Posting;

class TrafficTest {

  private static final List<Traffic> KINDS =
      List.of(
          Traffic.named("transfer", 10),
          Traffic.named("capture", 10),
          new Repeats(Traffic.named("capture", 10), 200));

  @Test
  void anEntryIsAFunctionOfItsNumber() {
    for (Traffic traffic : KINDS) {
      assertThat(traffic.entry(4_711).digest()).isEqualTo(traffic.entry(4_711).digest());
    }
  }

  @Test
  void everyLegIsOnAnAccountToBeOpened() {
    for (Traffic traffic : KINDS) {
      Set<Object> opened = new HashSet<>(traffic.accounts().stream().map(NewAccount::ref).toList());
      assertThat(opened).hasSize(10);
      for (long i = 0; i < 1_000; i++) {
        assertThat(traffic.entry(i).postings().stream().map(Posting::ref).toList())
            .allMatch(opened::contains);
      }
    }
  }

  @Test
  void aReferenceHas30Characters() {
    assertThat(Traffic.reference(0)).isEqualTo("pay_00000000000000000000000000");
    assertThat(Traffic.reference(Long.MAX_VALUE)).isEqualTo("pay_00000009223372036854775807");
  }

  @Test
  void keysDifferUnlessTheyAreRepeats() {
    assertThat(distinctKeys(KINDS.get(0))).isEqualTo(10_000);
    assertThat(distinctKeys(KINDS.get(1))).isEqualTo(10_000);
    assertThat(distinctKeys(KINDS.get(2))).isBetween(7_800L, 8_200L);
  }

  @Test
  void tooFewAccountsAreRefused() {
    assertThatThrownBy(() -> Traffic.named("transfer", 1)).hasMessageContaining("at least 2");
    assertThatThrownBy(() -> Traffic.named("capture", 3)).hasMessageContaining("at least 4");
    assertThatThrownBy(() -> Traffic.named("gift", 3)).hasMessageContaining("gift");
  }

  private static long distinctKeys(Traffic traffic) {
    return LongStream.range(0, 10_000)
        .mapToObj(traffic::entry)
        .map(entry -> entry.key())
        .map(EntryKey::text)
        .distinct()
        .count();
  }
}
