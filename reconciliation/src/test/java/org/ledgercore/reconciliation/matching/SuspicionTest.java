package org.ledgercore.reconciliation.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.matching.Items.in;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One payer, one reference, one amount, a few days: one suspicion, whatever the number. */
class SuspicionTest {

  private static Item paid(String id, long minor, int day) {
    return in(id, minor, day).paidBy("Ann Smith").saying("Invoice 12").keyed(id);
  }

  @Test
  void threeAlike_areOneSuspicion() {
    List<Suspicion> found =
        Suspicion.among(List.of(paid("3", 500, 4), paid("1", 500, 2), paid("2", 500, 3)), 2);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().items()).extracting(Item::id).containsExactly("1", "2", "3");
    assertThat(found.getFirst().id()).isEqualTo("bank:main/1");
    assertThat(found.getFirst().amount()).isEqualTo(paid("1", 500, 2).amount());
  }

  @Test
  void aDifference_isNoSuspicion() {
    Item first = paid("1", 500, 2);
    assertThat(Suspicion.among(List.of(first, paid("2", 501, 2)), 2)).isEmpty();
    assertThat(Suspicion.among(List.of(first, paid("2", 500, 5)), 2)).isEmpty();
    assertThat(Suspicion.among(List.of(first, paid("2", 500, 2).paidBy("Bob")), 2)).isEmpty();
    assertThat(Suspicion.among(List.of(first, paid("2", 500, 2).saying("Invoice 13")), 2))
        .isEmpty();
    assertThat(Suspicion.among(List.of(in("1", 500, 2), in("2", 500, 2)), 2)).isEmpty();
  }
}
