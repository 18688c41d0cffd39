package org.ledgercore.http.demo;

import static org.ledgercore.http.demo.GoldenDay.DAY;
import static org.ledgercore.http.demo.GoldenDay.IQD;
import static org.ledgercore.http.demo.GoldenDay.RAFIDAIN;
import static org.ledgercore.http.demo.GoldenDay.SWITCH;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Nature;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.FourFigures;
import org.ledgercore.reconciliation.runs.Inputs;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.threeway.BankRun;
import org.ledgercore.reconciliation.threeway.FileSays;
import org.ledgercore.reconciliation.threeway.SettlementDue;
import org.ledgercore.reconciliation.threeway.ThreeWay;

/**
 * The golden day once more, with the settlement (G5) and the payout's confirmation (G8) left to
 * what the provider's file and the bank's statement say. Used by one thread.
 */
final class ReconciledDay implements AutoCloseable {

  private static final String SETTLEMENT = "set_2026_06_15_iqd";
  private static final String AUTHOR = "treasury";
  private static final Set<String> BY_LINES = Set.of("G5", "G8", "G9");
  private static final Rules BANK_RULES = Rules.forBank("rafidain-1", 3);
  private static final Rules FILE_RULES = Rules.forProvider("switch-1", 3);
  private static final int DAYS = 5;

  private final Ledger ledger;
  private final ThreeWay threeWay;
  private final List<Item> lines = new ArrayList<>();
  private final List<SettlementDue> dues = new ArrayList<>();

  private ReconciledDay(Ledger ledger, ReconciliationStore store) {
    this.ledger = ledger;
    this.threeWay = new ThreeWay(ledger, store, this::linesOf, (payout, some, fee) -> true, DAYS);
  }

  /** Plays the day up to the released payout, and reconciles the provider's file. */
  static ReconciledDay play(Ledger ledger, DataSource dataSource, String schema) {
    ReconciliationStore.migrate(dataSource, schema);
    ReconciledDay reconciled =
        new ReconciledDay(ledger, ReconciliationStore.in(dataSource, schema));
    GoldenDay day = new GoldenDay(ledger);
    day.open();
    reconciled.threeWay.openBank(RAFIDAIN, IQD);
    reconciled.threeWay.openProvider(SWITCH, IQD);
    for (GoldenDay.Step step : day.steps()) {
      if (!BY_LINES.contains(step.name())) {
        day.run(step).orThrow();
      }
    }
    reconciled.file();
    return reconciled;
  }

  /** The provider's file: one capture, one refund, a fee, and what is on its way to the bank. */
  private void file() {
    String account = AccountClass.PROVIDER_RECEIVABLE.path(SWITCH.value()).value();
    Money capture = Money.ofMajor(125_000, IQD);
    Money refund = Money.ofMajor(-50_000, IQD);
    lines.add(
        Item.outside("file line 1", account, capture, DAY)
            .keyed(GoldenDay.CAPTURE_REF)
            .inBatch(SETTLEMENT));
    lines.add(
        Item.outside("file line 2", account, refund, DAY)
            .keyed(GoldenDay.REFUND.reference())
            .inBatch(SETTLEMENT));
    Runs.Done done = threeWay.provider(SWITCH, IQD, List.of("file"), FILE_RULES, AUTHOR);
    Money fees = Money.ofMajor(1_500, IQD);
    dues.add(
        ThreeWay.due(
            done.report().matching(),
            new FileSays(SWITCH, SETTLEMENT, RAFIDAIN, fees, fees, DAY, DAY.plusDays(2))));
  }

  /** The bank's statement: opening, the settlement, and a payout of so much. */
  Runs.Done statement(String paidOut) {
    lines.add(line("line 1", "54771533").keyed("opening-school"));
    lines.add(line("line 2", "73500").keyed(SETTLEMENT));
    lines.add(line("line 3", "-" + paidOut).keyed(GoldenDay.PAYOUT_ID));
    return threeWay.bank(run(), AUTHOR);
  }

  /** The payout came back, less 5,000 that the bank kept. */
  Runs.Done comesBack() {
    lines.add(line("line 4", "54826533").keyed(GoldenDay.PAYOUT_ID).as(Nature.RETURN));
    return threeWay.bank(run(), AUTHOR);
  }

  /** The books against the closing balance of the statement. */
  FourFigures proof(String closing) {
    return threeWay.fourFigures(run(), Money.of(closing, IQD));
  }

  /** The breaks that are open. */
  List<Break> breaks() {
    return threeWay.breaks().open();
  }

  /** Whether open breaks and the accounts with their money agree. */
  boolean isTied() {
    return threeWay.tieOuts(BreakKind.POSTED, IQD).stream().allMatch(TieOut::isTied)
        && threeWay.tieOuts(BreakKind.CARRIED, IQD).stream().allMatch(TieOut::isTied);
  }

  /** What is to arrive from the provider. */
  Money due() {
    return dues.getFirst().payout();
  }

  /** The balance of an account, on its normal side. */
  Money balance(AccountClass of, String dimension) {
    AccountRef account =
        new AccountRef(dimension.isEmpty() ? of.path() : of.path(dimension), IQD.code());
    return ledger.balance(ledger.account(account).orElseThrow()).posted();
  }

  /** Closes its ledger. */
  @Override
  public void close() {
    ledger.close();
  }

  private BankRun run() {
    return new BankRun(RAFIDAIN, IQD, List.of("statement"), BANK_RULES, dues);
  }

  private List<Item> linesOf(Inputs inputs) {
    return lines.stream().filter(line -> line.account().equals(inputs.account())).toList();
  }

  private static Item line(String id, String dinars) {
    String account = AccountClass.BANK.path(RAFIDAIN.value()).value();
    return Item.outside(id, account, Money.of(dinars, IQD), DAY);
  }
}
