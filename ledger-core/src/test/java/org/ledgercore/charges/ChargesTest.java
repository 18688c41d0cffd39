package org.ledgercore.charges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.Validity;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.ContractCapture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.Under;
import org.ledgercore.query.Paging;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection.FactChanged;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Expected payments come in once, and the capture that pays one leads to it. */
@Covers("E14")
class ChargesTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  private static final LocalDate DUE = LocalDate.of(2026, 7, 1);
  private static final Signed FILE = new Signed("school office", "fees of July");
  private static final ProviderId CARDS = new ProviderId("cards");
  private static final int ROWS = 9_000;

  private final Ledger ledger = DB.ledger();
  private final Charges charges = Charges.on(DB.ledger());

  @BeforeAll
  static void openHouse() {
    DB.ledger().openUnit(IQD);
    Payments payments = Payments.on(DB.ledger());
    payments.openPlatform(IQD);
    payments.openProvider(CARDS, IQD);
    Contract contract = Contract.of(new ContractRef("school", "card", "IQD"), Terms.fee(200));
    payments.contracts().agree(contract, Validity.from(NOON), 0, FILE).orThrow();
  }

  @Test
  void importTwice_storesEachRowOnce_andTellsEachRow() {
    long before = ledger.newestEntry();
    assertThat(imported(file("twice", ROWS))).isEqualTo(Map.of("Accepted", ROWS));
    assertThat(ledger.newestEntry()).isEqualTo(before + ROWS);

    assertThat(imported(file("twice", ROWS + 3)))
        .isEqualTo(Map.of("Replayed", ROWS, "Accepted", 3));

    assertThat(ledger.newestEntry()).isEqualTo(before + ROWS + 3);
    assertThat(charges.find("twice-17", IQD)).contains(charge("twice", 17));
    assertThat(charges.find("nothing", IQD)).isEmpty();
  }

  @Test
  void rowThatSaysOtherThings_isRefused_andTheOthersComeIn() {
    imported(file("other", 3));
    Charge changed = new Charge("other-2", "pupil-2", "case-other-2", Money.ofMajor(9, IQD), DUE);
    List<Charges.Imported> rows = new ArrayList<>();

    charges.importAll(
        Stream.of(charge("other", 1), changed, charge("other", 4), charge("other", 4)),
        FILE,
        rows::addAll);

    assertThat(rows).extracting(Charges.Imported::row).containsExactly(1L, 2L, 3L, 4L);
    assertThat(rows)
        .extracting(row -> row.outcome().getClass().getSimpleName())
        .containsExactly("Replayed", "Rejected", "Accepted", "Replayed");
    assertThat(rows.get(1).outcome())
        .isEqualTo(new Outcome.Rejected(new FactChanged(changed.fact(), 0, 1)));
    assertThat(rows.get(1).charge()).isEqualTo(changed);
    assertThat(charges.find("other-2", IQD)).contains(charge("other", 2));
  }

  @Test
  void captureOfACharge_leadsToIt_andWakesWhatFollows() throws Exception {
    imported(file("paid", 2));
    Charge charge = charges.find("paid-1", IQD).orElseThrow();
    long seen = ledger.newestEntry();
    CompletableFuture<Boolean> woken =
        CompletableFuture.supplyAsync(() -> ledger.feed().await(seen, Duration.ofSeconds(60)));

    RecordedEntry entry =
        assertAccepted(
            Payments.on(ledger)
                .capture(
                    new ContractCapture(
                        CARDS,
                        "ch_1",
                        new MerchantId("school"),
                        charge.amount(),
                        Under.contract("card", NOON).paying(charge.rowKey()),
                        Occasion.on(DUE, charge.reference()))));

    assertThat(charges.paymentsOf(charge)).containsExactly(entry);
    assertThat(charges.paymentsOf(charge("paid", 2))).isEmpty();
    assertThat(woken.get(60, TimeUnit.SECONDS)).isTrue();
    List<RecordedEntry> news = ledger.feed().entriesAfter(Paging.after(seen, 100));
    assertThat(news.getLast()).isEqualTo(entry);
    assertThat(news.getLast().entry().metadata()).containsEntry(Charges.KEPT_AS, "paid-1");
  }

  @Test
  void nonsense_isRefusedByItself() {
    assertThatThrownBy(() -> new Charge("", "s", "r", Money.ofMajor(1, IQD), DUE))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Charge("k", "s", "r", Money.zero(IQD), DUE))
        .isInstanceOf(InvalidInputException.class);
  }

  private Map<String, Integer> imported(Stream<Charge> rows) {
    Map<String, Integer> counts = new TreeMap<>();
    charges.importAll(
        rows,
        FILE,
        part ->
            part.forEach(
                row -> counts.merge(row.outcome().getClass().getSimpleName(), 1, Integer::sum)));
    return counts;
  }

  private static Stream<Charge> file(String name, int rows) {
    return IntStream.rangeClosed(1, rows).mapToObj(i -> charge(name, i));
  }

  private static Charge charge(String name, int i) {
    String row = name + "-" + i;
    return new Charge(row, "pupil-" + i, "case-" + row, Money.ofMajor(100 + i, IQD), DUE);
  }
}
