package org.ledgercore.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.RemittanceStep;
import org.ledgercore.payouts.PaymentView.Reached;
import org.ledgercore.payouts.PaymentView.Stage;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** A remittance keeps its money back until it is completed or failed, and then keeps nothing. */
@Covers({"O6", "O22"})
class RemittancesTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final Unit USD = Unit.fiat("USD", 2);
  private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  private static final DeskId DESK = new DeskId("D1");
  private static final BankId BANK = new BankId("partner_bank");
  private static final int THREADS = 16;
  private static final List<String> STEPS =
      List.of("receive", "convert", "complete", "fail", "release", "pay");

  private final Payments payments = Payments.on(DB.ledger());
  private final Remittances remittances = Remittances.on(DB.ledger());

  @BeforeAll
  static void openHouse() {
    Payments payments = Payments.on(DB.ledger());
    for (Unit unit : new Unit[] {IQD, USD}) {
      DB.ledger().openUnit(unit);
      payments.openPlatform(unit);
      payments.open(AccountClass.FX_POSITION, unit.code(), unit);
    }
    payments.open(AccountClass.COMMISSION, IQD);
    payments.open(AccountClass.FX_MARGIN, IQD);
    payments.openDesk(DESK, IQD);
    payments.openBank(BANK, USD);
  }

  @Test
  void goldenRemittance_inTwoCurrencies_endsOwingNothing() {
    String transfer = open("golden");
    List<Stage> begun = List.of(Stage.RECEIVED, Stage.VALIDATED, Stage.PENDING);
    assertThat(remittances.remittance(transfer)).isEmpty();

    RecordedEntry received = assertAccepted(post("receive", transfer));
    assertThat(told(transfer).keptBack()).containsExactly(iqd(660_000));
    assertThat(stages(transfer)).isEqualTo(begun);
    assertThat(told(transfer).stages()).extracting(Reached::at).containsOnly(received.recordedAt());

    assertAccepted(post("convert", transfer));
    assertThat(told(transfer).keptBack()).containsExactly(usd(500));
    assertThat(stages(transfer)).isEqualTo(begun);

    RecordedEntry completed = assertAccepted(post("complete", transfer));
    assertThat(told(transfer).keptBack()).isEmpty();
    assertThat(told(transfer).stage()).isEqualTo(Stage.COMPLETED);
    assertThat(told(transfer).stages().getLast().entry()).isEqualTo(completed.number());

    assertAccepted(post("release", transfer));
    assertAccepted(post("pay", transfer));
    assertThat(told(transfer).stage()).isEqualTo(Stage.COMPLETED);
    assertThat(kept(transfer)).allMatch(Money::isZero).hasSize(2);
    assertThat(balance(AccountClass.PARTNER_PAYABLE, transfer, USD).isZero()).isTrue();
  }

  /** What receive, convert, complete, fail, release and pay are answered, state by state. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing | yes no no no no no
          receive | same yes no yes no no
          receive convert | same same yes yes no no
          receive convert complete | same same same no yes no
          receive fail | same no no same no no
          receive convert fail | same same no same no no
          receive convert complete release | same same same no same yes
          receive convert complete release pay | same same same no same same
          """)
  void everyState_takesOnlyItsSteps(String state, String answers) {
    List<String> met = new ArrayList<>();
    for (String step : STEPS) {
      String transfer = open(state.replace(' ', '-') + "." + step);
      for (String before : state.split(" ")) {
        if (!before.equals("nothing")) {
          assertAccepted(post(before, transfer));
        }
      }
      List<Money> kept = kept(transfer);
      Outcome outcome = post(step, transfer);
      met.add(word(outcome));
      if (!(outcome instanceof Outcome.Accepted)) {
        assertThat(kept(transfer)).isEqualTo(kept);
      }
      requireThatItKeepsOnlyWhatIsPending(transfer);
    }
    assertThat(met).containsExactly(answers.split(" "));
  }

  @Test
  void failed_isTheExactInverse_ofAllThatWasPosted() {
    for (String state : List.of("receive", "receive convert")) {
      String transfer = open("inverse." + state.length());
      Map<AccountRef, Money> moved = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
      for (String step : (state + " fail").split(" ")) {
        for (Posting leg : assertAccepted(post(step, transfer)).entry().postings()) {
          Money debit = leg.side() == Side.DEBIT ? leg.amount() : leg.amount().negated();
          moved.merge(leg.ref(), debit, Money::plus);
        }
      }
      assertThat(moved.values()).allMatch(Money::isZero);
      assertThat(told(transfer).stage()).isEqualTo(Stage.FAILED);
      assertThat(told(transfer).keptBack()).isEmpty();
    }
  }

  @Test
  void completedAndFailedAtOnce_oneWins() throws Exception {
    String transfer = open("race");
    assertAccepted(post("receive", transfer));
    assertAccepted(post("convert", transfer));
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String step = i % 2 == 0 ? "complete" : "fail";
      calls.add(() -> post(step, transfer));
    }
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> each : threads.invokeAll(calls)) {
        outcomes.add(each.get());
      }
    }
    assertThat(outcomes.stream().filter(Outcome.Accepted.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(Outcome.Rejected.class::isInstance)).hasSize(THREADS / 2);
    assertThat(kept(transfer)).allMatch(Money::isZero);
    assertReplayed(post(told(transfer).stage() == Stage.FAILED ? "fail" : "complete", transfer));
  }

  private void requireThatItKeepsOnlyWhatIsPending(String transfer) {
    remittances
        .remittance(transfer)
        .ifPresent(it ->
            assertThat(it.keptBack().isEmpty())
                .isEqualTo(it.stage() == Stage.FAILED || it.stage() == Stage.COMPLETED));
  }

  private Outcome post(String step, String transfer) {
    Occasion when = Occasion.on(DAY, "case of " + transfer);
    PaymentCommand command =
        switch (step) {
          case "receive" ->
              new RemittanceStep.Received(transfer, DESK, iqd(660_000), iqd(6_000), when);
          case "convert" ->
              new RemittanceStep.Converted(transfer, iqd(660_000), iqd(655_000), usd(500), when);
          case "complete" -> new RemittanceStep.Completed(transfer, transfer, usd(500), when);
          case "fail" -> new RemittanceStep.Failed(transfer, DESK, when);
          case "release" -> new RemittanceStep.Released(transfer, transfer, BANK, usd(500), when);
          default -> new RemittanceStep.Paid(transfer, when);
        };
    return payments.post(command);
  }

  private String open(String transfer) {
    payments.open(AccountClass.REMITTANCE_PAYABLE, transfer, IQD);
    payments.open(AccountClass.REMITTANCE_PAYABLE, transfer, USD);
    payments.open(AccountClass.PARTNER_PAYABLE, transfer, USD);
    return transfer;
  }

  private Remittance told(String transfer) {
    return remittances.remittance(transfer).orElseThrow();
  }

  private List<Stage> stages(String transfer) {
    return told(transfer).stages().stream().map(Reached::stage).toList();
  }

  private static List<Money> kept(String transfer) {
    return DB
        .ledger()
        .queries()
        .balancesBelow(AccountClass.REMITTANCE_PAYABLE.path(transfer), AsOf.now())
        .stream()
        .map(Balance::posted)
        .toList();
  }

  private static Money balance(AccountClass of, String dimension, Unit unit) {
    AccountRef account = new AccountRef(of.path(dimension), unit.code());
    return DB.ledger().balance(DB.ledger().account(account).orElseThrow()).posted();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted it -> "yes";
      case Outcome.Replayed it -> "same";
      case Outcome.Rejected it -> "no";
    };
  }

  private static Money iqd(long dinars) {
    return Money.ofMajor(dinars, IQD);
  }

  private static Money usd(long dollars) {
    return Money.ofMajor(dollars, USD);
  }
}
