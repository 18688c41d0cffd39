package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.threeway.Day.DAY;
import static org.ledgercore.reconciliation.threeway.Day.IQD;
import static org.ledgercore.reconciliation.threeway.Day.iqd;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.testing.Covers;

/** Whatever else is said of it, money that is not settled is carried by one open break. */
@Covers("E7")
class UndecidedTest extends ThreeWayCase {

  private static final ByHand.Who ANN = new ByHand.Who("ann", "by phone");

  @Test
  void twoEqualPayouts_andOneLineWithoutAReference_areBothCarried_untilAPersonChooses() {
    Day day = day("equal");
    day.released("EQ-1", 100);
    day.released("EQ-2", 100);
    day.arrives("s1", day.line("equal-1", -100));
    day.bankRun("s1");
    Break choice = only(day, Finding.Type.AMBIGUOUS);
    assertThat(choice.kind()).isEqualTo(BreakKind.NO_MONEY);
    assertThat(carried(day, path(day)))
        .extracting(Break::amount)
        .containsExactly(iqd(100), iqd(100));
    assertTied("payout_in_flight:" + day.bank, 200);
    assertProved(day, 100, "s1");
    long newest = DB.ledger().newestEntry();
    assertThat(day.bankRun("s1").settled().breaks()).hasSize(3);
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);
    assertTied("payout_in_flight:" + day.bank, 200);

    ByHand.Chosen chosen =
        new ByHand.Chosen(choice.outside(), carried(day, path(day)).getFirst().inside());
    Handled done = day.threeWay.byHand().match(day.threeWay.scene(day.run("s1")), chosen, ANN);
    assertThat(done).isInstanceOf(Handled.Done.class);
    assertTied("payout_in_flight:" + day.bank, 100);
    day.bankRun("s1");
    assertThat(find(day, choice).isOpen()).isFalse();
    assertThat(carried(day, path(day))).hasSize(1);
    assertTied("payout_in_flight:" + day.bank, 100);
  }

  @Test
  void twoPayoutsOfOneKey_andOneLine_areBothCarried() {
    Day day = day("twins");
    day.released("TWIN-1", 100);
    day.released("twin-1", 100);
    day.arrives("s1", day.line("twins-1", -100).keyed("TWIN-1"));
    day.bankRun("s1");
    assertThat(only(day, Finding.Type.DUPLICATE).kind()).isEqualTo(BreakKind.NO_MONEY);
    assertThat(carried(day, path(day))).hasSize(2);
    assertTied("payout_in_flight:" + day.bank, 200);
  }

  @Test
  void aPayout_andALineInAnotherUnit_isCarried() {
    Day day = day("unit");
    day.released("UN-1", 100);
    String path = path(day);
    day.arrives("s1", Item.outside("unit-1", path, dollar(), DAY).keyed("UN-1"));
    day.bankRun("s1");
    assertThat(only(day, Finding.Type.CURRENCY).kind()).isEqualTo(BreakKind.NO_MONEY);
    assertThat(carried(day, path)).hasSize(1);
    assertTied("payout_in_flight:" + day.bank, 100);
  }

  @Test
  void aCapture_andALineInAnotherUnit_isCarried_untilItsLineComes() {
    Day day = day("dollars");
    day.captured("c1", 100);
    String path = receivable(day).value();
    Item wrong = Item.outside("file wrong", path, dollar(), DAY).keyed("c1").inBatch("S-1");
    day.arrives("f1", wrong);
    due(day, day.providerRun("f1"), iqd(0));
    day.bankRun("none");
    assertThat(only(day, path, Finding.Type.CURRENCY).kind()).isEqualTo(BreakKind.NO_MONEY);
    Break carried = only(day, path, Finding.Type.MISSING_OUTSIDE);
    assertThat(carried.heldOn()).isEqualTo(path);
    assertTied(path, -100);

    day.dues.clear();
    day.arrives("f2", wrong, day.filed("c1", 100));
    due(day, day.providerRun("f2"), iqd(0));
    day.bankRun("none");
    assertThat(find(day, carried).isOpen()).isFalse();
    assertThat(carried(day, path(day))).hasSize(1);
    assertTied(path, -100);
  }

  @Test
  void aCapture_thatItsFileHasTwice_isCarried() {
    Day day = day("filedtwice");
    day.captured("c1", 100);
    day.captured("c2", 70);
    Item again = Item.outside("again", receivable(day).value(), iqd(100), DAY);
    day.arrives("f1", day.filed("c1", 100), again.keyed("c1").inBatch("S-1"), day.filed("c2", 70));
    due(day, day.providerRun("f1"), iqd(0));
    day.bankRun("none");
    String path = receivable(day).value();
    assertThat(only(day, path, Finding.Type.DUPLICATE).kind()).isEqualTo(BreakKind.NO_MONEY);
    assertThat(carried(day, path)).extracting(Break::amount).containsExactly(iqd(-100));
    assertThat(carried(day, path(day))).extracting(Break::amount).containsExactly(iqd(-70));
    assertTied(path, -170);
  }

  @Test
  void aRefundAndADispute_ofOneReference_andOneLine_areBothCarried() {
    Day day = day("one_reference");
    day.captured("c1", 500);
    RefundRef refund = new RefundRef(day.provider, "r1");
    Occasion when = day.on("pay-c1" + day.provider);
    day.payments.holdRefund(new RefundHold(refund, day.school, iqd(50), when)).orThrow();
    day.payments.confirmRefund(refund, when).orThrow();
    day.disputed("r1", 50);
    day.arrives("f1", day.filed("c1", 500), day.filed("r1", -50));
    due(day, day.providerRun("f1"), iqd(0));
    day.bankRun("none");
    String path = receivable(day).value();
    assertThat(only(day, path, Finding.Type.DUPLICATE).inside()).hasSize(2);
    assertThat(carried(day, path)).extracting(Break::amount).containsExactly(iqd(50), iqd(50));
    assertTied(path, -400);
  }

  @Test
  void payoutsWithTheLongestNames_areTwo_andAreConfirmed() {
    Day day = day("long");
    String start = "long ".repeat(50);
    day.funded("long", 200);
    day.releasedFromFunds(start + "one", 100);
    day.releasedFromFunds(start + "two", 100);
    day.bankRun("none");
    assertThat(carried(day, path(day))).hasSize(2);
    day.arrives("s1", day.line("long-1", -100).keyed(start + "two"));
    assertThat(day.bankRun("s1").settled().matches()).hasSize(1);
    assertTied("payout_in_flight:" + day.bank, 100);
  }

  private static Money dollar() {
    Unit usd = DB.ledger().openUnit(Unit.fiat("USD", 2));
    return Money.of("1.00", usd);
  }

  private static List<Break> carried(Day day, String account) {
    return day.threeWay.breaks().of(account).stream()
        .filter(each -> each.isOpen() && each.kind() == BreakKind.CARRIED)
        .toList();
  }

  /** What the breaks on an account sum to, in dinars; and that the ledger says the same. */
  private static void assertTied(String account, long dinars) {
    assertThat(day("any").threeWay.tieOuts(BreakKind.CARRIED, IQD))
        .contains(new TieOut(account, iqd(dinars), iqd(dinars)));
  }
}
