package org.ledgercore.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.calendar.Validity;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Signed;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal.NoContract;
import org.ledgercore.rules.Rejection;
import org.ledgercore.rules.Rejection.KeyReused;
import org.ledgercore.rules.Rejection.PaymentRefused;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Captures are made on the version of the contract that their instant picks. */
@Covers("S44")
class ContractCaptureTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final ProviderId CARDS = new ProviderId("cards");
  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
  private static final Signed ANN = new Signed("ann", "signed");

  private final Ledger ledger = DB.ledger();
  private final Payments payments = Payments.on(DB.ledger());

  @BeforeAll
  static void openHouse() {
    School.openHouse(DB.ledger(), School.IQD);
    Payments.on(DB.ledger()).openProvider(CARDS, School.IQD);
  }

  @Test
  void instantOfTheCapture_picksTheVersion_andTheEntryKeepsIt() {
    agree("edge", 200, Validity.from(JANUARY).until(JULY), 0);
    agree("edge", 300, Validity.from(JULY).until(JULY.plusSeconds(1)), 1);

    RecordedEntry last = assertAccepted(capture("e1", "edge", 1_000, JULY.minusNanos(1)));
    RecordedEntry first = assertAccepted(capture("e2", "edge", 1_000, JULY));

    assertThat(fee(last)).isEqualTo(Money.ofMajor(20, School.IQD));
    assertThat(fee(first)).isEqualTo(Money.ofMajor(30, School.IQD));
    assertThat(last.entry().metadata())
        .containsEntry("contract", "edge/card/IQD@1")
        .containsEntry("asked", "1000.000 IQD for edge by card at 2026-06-30T23:59:59.999999999Z");
    assertThat(first.entry().metadata()).containsEntry("contract", "edge/card/IQD@2");
    for (Instant outside : List.of(JANUARY.minusNanos(1), JULY.plusSeconds(1))) {
      PaymentRefused refused =
          assertRejected(capture("e3", "edge", 1_000, outside), PaymentRefused.class);
      assertThat(refused.reason()).isEqualTo(new NoContract("edge", "card", outside));
    }
  }

  @Test
  void withoutContract_isRefused_namingMerchantKindAndInstant_andLeavesNothing() {
    long newest = ledger.newestEntry();

    PaymentRefused refused =
        assertRejected(capture("n1", "nobody", 1_000, JULY), PaymentRefused.class);

    assertThat(refused.code()).isEqualTo("NO_CONTRACT");
    assertThat(refused.sentence())
        .isEqualTo("contract of nobody for card: must hold at 2026-07-01T00:00:00Z");
    assertThat(ledger.newestEntry()).isEqualTo(newest);
  }

  @Test
  void missingAccounts_openInTheBatchOfTheCapture_orNotAtAll() {
    agree("fresh", 200, Validity.from(JANUARY), 0);
    long before = ledger.newestEntry();
    Capturing unknown = new Capturing("f1", "fresh", 1_000, JULY);
    assertRejected(
        payments.capture(unknown.at(new ProviderId("unknown"))), Rejection.AccountNotFound.class);
    assertThat(ledger.newestEntry()).isEqualTo(before);
    assertThat(payable("fresh")).isEmpty();

    RecordedEntry entry = assertAccepted(capture("f2", "fresh", 1_000, JULY));

    assertThat(entry.number()).isEqualTo(before + 7);
    for (long number = before + 1; number < entry.number(); number++) {
      RecordedEntry opening = ledger.entry(number);
      assertThat(opening.entry().kind()).isEqualTo("ledger.account.opened");
      assertThat(opening.recordedAt()).isEqualTo(entry.recordedAt());
    }
    assertThat(payments.funds(new MerchantId("fresh"), School.IQD).payable())
        .isEqualTo(Money.ofMajor(980, School.IQD));
    assertAccepted(capture("f3", "fresh", 1_000, JULY));
  }

  @Test
  void retry_isAReplay_whateverTheContractSaysByThen() {
    agree("again", 200, Validity.from(JANUARY), 0);
    RecordedEntry first = assertAccepted(capture("a1", "again", 1_000, JULY));
    agree("again", 400, Validity.from(JANUARY), 1);

    assertThat(assertReplayed(capture("a1", "again", 1_000, JULY))).isEqualTo(first);
    payments.contracts().end(ref("again"), Validity.from(JANUARY), 2, ANN).orThrow();
    assertThat(assertReplayed(capture("a1", "again", 1_000, JULY))).isEqualTo(first);
    assertThat(assertReplayed(Payments.on(ledger).capture(of("a1", "again", 1_000, JULY))))
        .isEqualTo(first);
  }

  @Test
  void sameReference_otherAmountMerchantOrInstant_isAConflict_andOneWorkItemEach() {
    agree("two", 200, Validity.from(JANUARY), 0);
    agree("three", 200, Validity.from(JANUARY), 0);
    RecordedEntry first = assertAccepted(capture("c1", "two", 1_000, JULY));
    for (ContractCapture other :
        List.of(
            of("c1", "two", 1_001, JULY),
            of("c1", "three", 1_000, JULY),
            of("c1", "two", 1_000, JULY.plusSeconds(1)),
            of("c1", "two", 1_001, JULY))) {
      KeyReused conflict = assertRejected(payments.capture(other), KeyReused.class);
      assertThat(conflict.first()).isEqualTo(first);
      assertThat(conflict.sentence())
          .contains("1000.000 IQD for two by card at 2026-07-01T00:00:00Z")
          .contains(other.asked());
    }

    ContractCapture dollars =
        new ContractCapture(
            CARDS,
            "c1",
            new MerchantId("two"),
            Money.ofMajor(1_000, School.USD),
            Under.contract("card", JULY),
            Occasion.on(School.DAY, "pay_c1"));
    assertThat(assertRejected(payments.capture(dollars), KeyReused.class).sentence())
        .contains("1000.000 IQD for two")
        .contains("1000.00 USD for two");

    List<Fact> items =
        ledger.facts().page(WorkItems.KIND, "capture_conflict/", 100).stream()
            .filter(fact -> Long.toString(first.number()).equals(fact.values().get("entry")))
            .toList();
    assertThat(items).hasSize(4).allMatch(fact -> fact.version() == 1);
    assertThat(items.getFirst().values())
        .containsEntry("state", "open")
        .containsEntry("key", "capture/cards/c1")
        .containsEntry("was.asked", "1000.000 IQD for two by card at 2026-07-01T00:00:00Z")
        .containsKey("now.asked");
  }

  @Test
  void manyAtOnce_eachHasItsOwnAnswer() {
    agree("bulk", 200, Validity.from(JANUARY), 0);
    assertAccepted(capture("b0", "bulk", 1_000, JULY));

    List<Outcome> outcomes =
        payments.captureAll(
            List.of(
                of("b1", "bulk", 1, JULY),
                of("b0", "bulk", 1_000, JULY),
                of("b2", "nobody", 1, JULY),
                of("b0", "bulk", 2, JULY),
                of("b1", "bulk", 1, JULY),
                of("b3", "bulk", 3, JULY)));

    assertThat(outcomes.stream().map(it -> it.getClass().getSimpleName()))
        .containsExactly("Accepted", "Replayed", "Rejected", "Rejected", "Replayed", "Accepted");
    agree("bulk", 500, Validity.from(JANUARY), 1);
    List<Outcome> later =
        payments.captureAll(List.of(of("b4", "bulk", 100, JULY), of("b5", "bulk", 100, JULY)));
    assertThat(later).allMatch(Outcome.Accepted.class::isInstance);
    assertThat(fee(later.getFirst().orThrow())).isEqualTo(Money.ofMajor(5, School.IQD));
  }

  private Outcome capture(String reference, String merchant, long dinars, Instant at) {
    return payments.capture(of(reference, merchant, dinars, at));
  }

  private static ContractCapture of(String reference, String merchant, long dinars, Instant at) {
    return new Capturing(reference, merchant, dinars, at).at(CARDS);
  }

  /** A capture that lacks its provider. */
  private record Capturing(String reference, String merchant, long dinars, Instant instant) {

    ContractCapture at(ProviderId provider) {
      return new ContractCapture(
          provider,
          reference,
          new MerchantId(merchant),
          Money.ofMajor(dinars, School.IQD),
          Under.contract("card", instant),
          Occasion.on(School.DAY, "pay_" + reference));
    }
  }

  private void agree(String merchant, int basisPoints, Validity validity, int after) {
    Contract contract = Contract.of(ref(merchant), Terms.fee(basisPoints));
    payments.contracts().agree(contract, validity, after, ANN).orThrow();
  }

  private static ContractRef ref(String merchant) {
    return new ContractRef(merchant, "card", "IQD");
  }

  private Optional<?> payable(String merchant) {
    return ledger.account(new AccountRef(AccountPath.of("merchant_payable:" + merchant), "IQD"));
  }

  private static Money fee(RecordedEntry entry) {
    return entry.entry().postings().stream()
        .filter(leg -> AccountClass.PLATFORM_FEE.contains(leg.account()))
        .findFirst()
        .orElseThrow()
        .amount();
  }
}
