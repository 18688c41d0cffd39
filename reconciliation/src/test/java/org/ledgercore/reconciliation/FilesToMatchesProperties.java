package org.ledgercore.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.testing.Town;
import org.ledgercore.testing.Generate;
import org.ledgercore.testing.TestLedger;

/**
 * Random journals become files of every format, are taken in and matched: what is true leaves no
 * break, and of what is planted exactly that is found. Invariants 3, 4 and 10 hold after each step.
 */
class FilesToMatchesProperties {

  private static TestLedger test = TestLedger.fresh();
  private static ReconciliationStore store = ReconciliationStore.in(test.dataSource(), "none");

  @BeforeContainer
  static void migrate() {
    ReconciliationStore.migrate(test.dataSource(), test.schema() + "_rec");
    store = ReconciliationStore.in(test.dataSource(), test.schema() + "_rec");
  }

  @AfterContainer
  static void close() {
    test.checkInvariants();
    test.close();
  }

  @Property(tries = 12)
  void whatIsTrue_isMatchedWhole(@ForAll("seeds") long seed) {
    FilesPlay play = play("t" + seed, seed, 0);
    play.everything();

    assertThat(play.found()).isEmpty();
    assertThat(play.matchedLines()).isEqualTo(play.bankLines.size());
    play.bringsTheRest();
  }

  @Property(tries = 12)
  void whatIsPlanted_isExactlyWhatIsFound(@ForAll("seeds") long seed) {
    FilesPlay play = play("f" + seed, seed, 2);
    play.everything();

    assertThat(play.found()).isEqualTo(play.planted);
    long newest = test.ledger().newestEntry();
    play.town.reconciliation.run(play.town.providerAccount(), "ann");
    play.assertOnItsWay();
    play.town.reconciliation.run(play.town.bankAccount(), "ann");
    play.assertOnItsWay();
    assertThat(test.ledger().newestEntry()).isEqualTo(newest);
    assertThat(play.found()).isEqualTo(play.planted);
    play.bringsTheRest();
    assertThat(play.found()).isEqualTo(play.planted);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Generate.seeds();
  }

  private static FilesPlay play(String name, long seed, int oneIn) {
    return new FilesPlay(new Town(test.ledger(), store, name), name, seed, oneIn);
  }
}
