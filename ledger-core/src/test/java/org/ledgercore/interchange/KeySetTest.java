package org.ledgercore.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A set of hashes says what a set of the library says. */
class KeySetTest {

  @Test
  void add_tellsWhatIsNew() {
    Random random = new Random(4711);
    KeySet keys = new KeySet();
    Set<UUID> expected = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      long high = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextLong();
      UUID hash = new UUID(high, random.nextInt(200_000) - 1_000L);
      assertThat(keys.add(hash)).isEqualTo(expected.add(hash));
    }
    assertThat(keys.add(new UUID(0, 0))).isEqualTo(expected.add(new UUID(0, 0)));
    assertThat(keys.add(new UUID(0, 0))).isFalse();
  }
}
