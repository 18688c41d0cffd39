package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.threeway.Day.DAY;
import static org.ledgercore.reconciliation.threeway.Day.IQD;
import static org.ledgercore.reconciliation.threeway.Day.iqd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.testing.Covers;

/** Cash on its way is one break a trip, the unit's own, until a desk or any bank has it. */
@Covers("S32")
class TransitTest extends ThreeWayCase {

  private static final String TRANSIT = AccountClass.MONEY_IN_TRANSIT.path().value();

  @AfterEach
  void nothingIsLeftOnItsWay() {
    assertThat(open()).isEmpty();
    assertThat(day("any").balance(AccountClass.MONEY_IN_TRANSIT.path())).isEqualTo("0.000");
  }

  @Test
  void collectedCash_isOneBreak_untilAnyBankShowsIt() {
    Day one = day("one");
    Day two = day("two");
    DeskId desk = one.desk("d1", 500);
    one.cash(new CashStep.Collected("c1", desk, iqd(500), one.on("case c1")));
    Runs.Done first = one.bankRun("none");
    assertThat(first.settled().breaks()).isEmpty();
    two.bankRun("none");
    Break carried = onlyTrip();
    assertThat(carried.kind()).isEqualTo(BreakKind.CARRIED);
    assertThat(carried.amount()).isEqualTo(iqd(-500));
    assertThat(carried.heldOn()).isEqualTo(TRANSIT);
    assertThat(carried.account()).isEqualTo(TRANSIT);
    assertThat(carried.valued()).isEqualTo(DAY);
    assertThat(carried.standing().due()).isEqualTo(DAY.plusDays(5));
    assertThat(tied()).isEqualTo(new TieOut(TRANSIT, iqd(-500), iqd(-500)));
    assertThat(one.threeWay.gate(one.bank, DAY.plusDays(30)).isOpen()).isTrue();
    long act = store().newestAct();
    two.bankRun("none");
    assertThat(store().newestAct()).isEqualTo(act + 1);

    two.arrives("s1", two.line("bank-1", 500).keyed("C1"));
    Runs.Done done = two.bankRun("s1");
    assertThat(done.settled().matches()).hasSize(1);
    assertThat(done.settled().breaks()).isEmpty();
    assertThat(find(two, carried).standing().resolution()).isEqualTo(Break.Resolution.MATCHED);
    assertThat(balance(two, AccountClass.BANK)).isEqualTo("500.000");
    assertProved(two, 500, "s1");
    Traced banked = two.threeWay.trace("case c1").getLast();
    assertThat(banked.entry().entry().kind()).isEqualTo(CashStep.BANKED);
    assertThat(banked.entry().entry().key().text()).isEqualTo("c1");
    assertThat(banked.line()).contains("bank-1");
    assertThat(banked.claims()).hasSize(1);
    assertThat(two.threeWay.replay(done.act(), two.run("s1")).isIdentical()).isTrue();
    assertThat(one.threeWay.replay(first.act(), one.run("none")).isIdentical()).isTrue();
    one.bankRun("none");
    assertThat(DB.ledger().newestEntry()).isEqualTo(banked.entry().number());
  }

  @Test
  void broughtCash_isABreakOfWhatIsLeft_untilADeskHasIt() {
    Day day = day("brought");
    DeskId desk = day.desk("d2", 250);
    day.cash(new CashStep.BroughtByOwner("b1", iqd(1_000), day.on("b1")));
    day.bankRun("none");
    Break whole = onlyTrip();
    assertThat(whole.amount()).isEqualTo(iqd(-1_000));
    day.cash(new CashStep.Floated("b1 first", desk, iqd(750), day.on("b1")));
    day.bankRun("none");
    assertThat(find(day, whole).isOpen()).isFalse();
    Break rest = onlyTrip();
    assertThat(rest.amount()).isEqualTo(iqd(-250));
    assertThat(rest.valued()).isEqualTo(DAY);
    day.cash(new CashStep.Floated("b1 second", desk, iqd(250), day.on("b1")));
    day.threeWay.desk(desk, IQD, List.of("none"), Day.BANK, "cashier");
    assertThat(find(day, rest).isOpen()).isFalse();
  }

  @Test
  void cashBankedInPart_isMatchedByItsRest_underAnotherName() {
    Day day = day("part");
    DeskId desk = day.desk("d3", 1_000);
    day.cash(new CashStep.Collected("p1", desk, iqd(1_000), day.on("p1")));
    day.arrives("s1", day.line("bank-2", 250).keyed("slip"));
    day.cash(new CashStep.Banked("p1", day.bank, iqd(250), day.on("slip").withEvidence("bank-2")));
    day.bankRun("s1");
    assertThat(onlyTrip().amount()).isEqualTo(iqd(-750));
    day.arrives("s1", day.line("bank-2", 250).keyed("slip"), day.line("bank-3", 750).keyed("p1"));
    assertThat(day.bankRun("s1").settled().matches()).hasSize(1);
    assertProved(day, 1_000, "s1");
  }

  @Test
  void aRest_isTheOneThatEnds_thoughAnotherTripIsAsLarge() {
    Day day = day("rests");
    DeskId desk = day.desk("d10", 1_750);
    day.cash(new CashStep.Collected("q1", desk, iqd(750), day.on("q1")));
    day.cash(new CashStep.Collected("q2", desk, iqd(1_000), day.on("q2")));
    day.cash(new CashStep.Banked("q2", day.bank, iqd(250), day.on("q2").withEvidence("bank-10")));
    day.arrives("s1", day.line("bank-10", 250));
    day.bankRun("s1");
    day.arrives("s2", day.line("bank-11", 750).keyed("q2"));
    day.bankRun("s1", "s2");
    assertThat(DB.ledger().entry(onlyTripEntry()).entry().key().text()).isEqualTo("q1");
    day.arrives("s3", day.line("bank-12", 750).keyed("q1"));
    assertThat(day.bankRun("s1", "s2", "s3").settled().breaks()).isEmpty();
    assertProved(day, 1_750, "s1", "s2", "s3");
  }

  @Test
  void oneDepositOfSeveralCollections_banksEachOfThem() {
    Day day = day("several");
    DeskId desk = day.desk("d4", 1_500);
    day.cash(new CashStep.Collected("s1", desk, iqd(1_000), day.on("s")));
    day.cash(new CashStep.Collected("s2", desk, iqd(500), day.on("s")));
    day.arrives("s1", day.line("bank-4", 1_500));
    assertThat(day.bankRun("s1").settled().breaks()).isEmpty();
    assertThat(day.threeWay.trace("s")).hasSize(4);
    assertProved(day, 1_500, "s1");
  }

  @Test
  void aDepositThatIsALittleOff_banksTheCash_andPostsTheDifference() {
    Day day = day("off");
    DeskId desk = day.desk("d5", 1_000);
    day.cash(new CashStep.Collected("o1", desk, iqd(1_000), day.on("o1")));
    day.arrives("s1", day.line("bank-5", 995).keyed("o1"));
    day.bankRun("s1");
    assertThat(only(day, Finding.Type.AMOUNT).amount()).isEqualTo(iqd(-5));
    assertProved(day, 995, "s1");
  }

  @Test
  void aDepositThatIsFarOff_isUnknown_andTheCashStaysOnItsWay() {
    Day day = day("faroff");
    DeskId desk = day.desk("d6", 1_000);
    day.cash(new CashStep.Collected("f1", desk, iqd(1_000), day.on("f1")));
    day.arrives("s1", day.line("bank-6", 500).keyed("f1"));
    day.bankRun("s1");
    assertThat(day.threeWay.breaks().of(path(day)))
        .extracting(Break::type)
        .containsExactly(Finding.Type.MISSING_IN_LEDGER);
    assertThat(onlyTrip().amount()).isEqualTo(iqd(-1_000));
    day.cash(new CashStep.Floated("f1 back", desk, iqd(1_000), day.on("f1")));
    day.bankRun("s1");
  }

  @Test
  void cashThatAnotherBankHadFirst_isNotBankedTwice() {
    Day one = day("first");
    Day two = day("second");
    DeskId desk = one.desk("d7", 500);
    one.cash(new CashStep.Collected("t1", desk, iqd(500), one.on("t1")));
    one.arrives("s1", one.line("bank-7", 500).keyed("t1"));
    two.arrives("s2", two.line("bank-8", 500).keyed("t1"));
    List<Long> seen = new ArrayList<>();
    two.threeWay.bank(
        new AccountRef(AccountClass.BANK.path(two.bank.value()), "IQD"),
        of -> {
          seen.add(of.entry());
          if (seen.size() == 1) {
            one.bankRun("s1");
          }
          return two.run("s2");
        },
        "treasury");
    assertThat(seen).hasSize(2);
    assertThat(only(two, Finding.Type.MISSING_IN_LEDGER).heldOn()).isEqualTo(UNALLOCATED.value());
    assertThat(balance(one, AccountClass.BANK)).isEqualTo("500.000");
    assertThat(one.threeWay.breaks().of(path(one))).isEmpty();
    assertProved(two, 500, "s2");
  }

  @Test
  void twoBanksAtOnce_endEachTripOnce() throws Exception {
    Day one = day("left");
    Day two = day("right");
    DeskId desk = one.desk("d8", 4_000);
    List<Day> days = List.of(one, two);
    List<Callable<Runs.Done>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      one.cash(new CashStep.Collected("r" + i, desk, iqd(250 + 250 * i), one.on("r" + i)));
    }
    for (Day day : days) {
      day.arrives(
          "s" + day.bank,
          day.line("line 0" + day.bank, 250).keyed("r0"),
          day.line("line 1" + day.bank, day == one ? 500 : 750).keyed(day == one ? "r1" : "r2"));
      runs.add(() -> day.bankRun("s" + day.bank));
      runs.add(() -> day.bankRun("s" + day.bank));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Future<Runs.Done> each : pool.invokeAll(runs)) {
        each.get();
      }
    }
    breaksTieOut();
    assertThat(onlyTrip().amount()).isEqualTo(iqd(-1_000));
    assertThat(DB.ledger().entry(onlyTripEntry()).entry().key().text()).isEqualTo("r3");
    assertThat(
            days.stream()
                .flatMap(day -> day.threeWay.breaks().of(path(day)).stream())
                .filter(Break::isOpen)
                .map(Break::amount))
        .containsExactly(iqd(250));
    one.cash(new CashStep.Floated("back", desk, iqd(1_000), one.on("r")));
    one.bankRun("s" + one.bank);
  }

  @Test
  void aPerson_givesADepositToItsCash() {
    Day day = day("hand");
    DeskId desk = day.desk("d9", 500);
    day.cash(new CashStep.Collected("h1", desk, iqd(500), day.on("h1")));
    day.bankRun("none");
    Break trip = onlyTrip();
    day.arrives("s1", day.line("bank-9", 500).keyed("h1"));
    Scene scene = day.threeWay.scene(day.run("s1"));
    String expected = scene.expected().keySet().iterator().next();
    ByHand.Chosen chosen = new ByHand.Chosen(List.of("bank-9"), List.of(expected));
    assertThat(day.threeWay.byHand().match(scene, chosen, new ByHand.Who("ann", "slip")))
        .isInstanceOf(Handled.Done.class);
    assertThat(find(day, trip).isOpen()).isFalse();
    assertThat(day.threeWay.byHand().match(scene, chosen, new ByHand.Who("ann", "slip")))
        .isInstanceOf(Handled.Refused.class);
    assertProved(day, 500, "s1");
  }

  private static List<Break> open() {
    return day("any").threeWay.breaks().of(TRANSIT).stream().filter(Break::isOpen).toList();
  }

  private static Break onlyTrip() {
    assertThat(open()).hasSize(1);
    return open().getFirst();
  }

  private static long onlyTripEntry() {
    String item = onlyTrip().inside().getFirst();
    return Long.parseLong(item.split(" ")[1]);
  }

  private static TieOut tied() {
    return day("any").threeWay.tieOuts(BreakKind.CARRIED, IQD).stream()
        .filter(it -> it.account().equals(TRANSIT))
        .findFirst()
        .orElseThrow();
  }
}
