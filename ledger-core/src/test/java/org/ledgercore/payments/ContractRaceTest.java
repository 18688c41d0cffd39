package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.calendar.Validity;
import org.ledgercore.commit.Writers;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.ContractVersion;
import org.ledgercore.contracts.Contracts;
import org.ledgercore.contracts.RandomContracts;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/**
 * A contract changes while captures are made on it by another writer: each capture stands on the
 * newest version that the log had before it, and can be recomputed from that version.
 */
@Covers("S13")
class ContractRaceTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final ProviderId CARDS = new ProviderId("cards");
  private static final ContractRef REF = new ContractRef("school", "card", "IQD");
  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  private static final Validity ALWAYS = Validity.from(NOON.minus(Duration.ofDays(1)));
  private static final Signed ANN = new Signed("ann", "signed");
  private static final int CAPTURES = 300;
  private static final int VERSIONS = 25;

  private final RandomContracts random = new RandomContracts(20_260_615);

  @BeforeEach
  void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    Payments.on(DB.ledger()).openProvider(CARDS, School.IQD);
  }

  @Test
  void captures_standOnTheVersionThatTheLogHad_whoeverChangedIt() throws Exception {
    LedgerOptions apart =
        LedgerOptions.defaults().withSchema(DB.schema()).withPooler(Writers.Pooler.PRESENT);
    List<RecordedEntry> made = new ArrayList<>();
    try (Ledger other = Ledger.open(DB.dataSource(), apart);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Contracts theirs = new Contracts(other.facts());
      theirs.agree(random.next(REF), ALWAYS, 0, ANN).orThrow();
      List<Future<List<Outcome>>> ours = new ArrayList<>();
      Payments payments = Payments.on(DB.ledger());
      for (int t = 0; t < 3; t++) {
        int thread = t;
        ours.add(threads.submit(() -> captures(payments, thread)));
      }
      Future<?> changes =
          threads.submit(() -> {
            for (int version = 1; version < VERSIONS; version++) {
              theirs.agree(random.next(REF), ALWAYS, version, ANN).orThrow();
            }
          });
      for (Future<List<Outcome>> each : ours) {
        each.get().forEach(outcome -> made.add(outcome.orThrow()));
      }
      changes.get();
    }

    assertThat(made).hasSize(3 * CAPTURES);
    Contracts contracts = new Contracts(DB.ledger().facts());
    assertThat(contracts.read(REF).newest()).isEqualTo(VERSIONS);
    for (RecordedEntry entry : made) {
      assertStandsOnItsVersion(contracts, entry);
    }
  }

  /** Read back, recomputed, and compared with what the log said before it. */
  private static void assertStandsOnItsVersion(Contracts contracts, RecordedEntry made) {
    JournalEntry entry = DB.ledger().entry(made.number()).entry();
    ContractVersion version = contracts.keptBy(entry).orElseThrow();
    int known = DB.ledger().facts().asOf(REF.fact(), made.number()).orElseThrow().version();
    assertThat(version.number()).as("entry %s", made.number()).isEqualTo(known);
    Money gross = entry.postings().getFirst().amount();
    Contract.Parts parts = version.contract().partsOf(gross, false);
    assertThat(Legs.of(entry, AccountClass.PLATFORM_FEE)).isEqualTo(parts.fee().minor());
    assertThat(Legs.of(entry, AccountClass.TAX_PAYABLE)).isEqualTo(parts.tax().minor());
    assertThat(Legs.of(entry, AccountClass.MERCHANT_RESERVE)).isEqualTo(parts.reserve().minor());
    assertThat(Legs.of(entry, AccountClass.MERCHANT_PAYABLE)).isEqualTo(parts.payable().minor());
  }

  private List<Outcome> captures(Payments payments, int thread) {
    RandomContracts amounts = new RandomContracts(thread);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < CAPTURES; i++) {
      String reference = thread + "-" + i;
      outcomes.add(
          payments.capture(
              new ContractCapture(
                  CARDS,
                  reference,
                  new MerchantId("school"),
                  Money.ofMinor(amounts.gross(), School.IQD),
                  Under.contract("card", NOON),
                  Occasion.on(School.DAY, "pay_" + reference))));
    }
    return outcomes;
  }
}
