package org.ledgercore.http.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Act;
import org.ledgercore.payments.AccountClass;

/** The golden day as books to look at: loaded once, however often it is asked for. */
public final class DemoBooks {

  private static final List<AccountClass> OF_THE_SCHOOL =
      List.of(
          AccountClass.MERCHANT_PAYABLE,
          AccountClass.MERCHANT_RESERVE,
          AccountClass.PAYOUT_PENDING,
          AccountClass.REFUND_PENDING,
          AccountClass.DISPUTE_HOLD,
          AccountClass.MERCHANT_RECEIVABLE);

  private final Ledger ledger;

  public DemoBooks(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Plays the day; every call is a replay when it was played before. */
  public void load(PrintStream out) {
    GoldenDay day = new GoldenDay(ledger);
    day.open();
    String school = GoldenDay.SCHOOL.value();
    for (AccountClass each : OF_THE_SCHOOL) {
      AccountRef ref = new AccountRef(each.path(school), GoldenDay.IQD.code());
      Act act = new Act("demo-" + each, "demo", "the school's own account");
      ledger.accounts().assign(ref, school, Map.of(), act).orThrow();
    }
    day.steps().forEach(step -> day.run(step).orThrow());
    out.println("The golden day is in the books: " + ledger.newestEntry() + " entries.");
  }
}
