package org.ledgercore.http.demo;

import static org.ledgercore.http.demo.GoldenDay.DAY;
import static org.ledgercore.http.demo.GoldenDay.IQD;
import static org.ledgercore.http.demo.GoldenDay.RAFIDAIN;
import static org.ledgercore.http.demo.GoldenDay.SWITCH;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.imports.ImportOutcome;
import org.ledgercore.reconciliation.runs.FourFigures;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.sources.Format;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * The golden day once more, with the settlement (G5) and the payout's confirmation (G8) left to
 * what the provider's file and the bank's camt.053 say. Used by one thread.
 */
final class ReconciledDay implements AutoCloseable {

  private static final String SETTLEMENT = "set_2026_06_15_iqd";
  private static final String AUTHOR = "treasury";
  private static final String BANK = AccountClass.BANK.path(RAFIDAIN.value()).value();
  private static final String IBAN = "IQ98RAFB850123456789012";
  private static final Set<String> BY_LINES = Set.of("G5", "G8", "G9");
  private static final int DAYS = 5;

  private static final Map<String, String> SWITCH_CSV =
      Map.of(
          "date", "day",
          "gross", "gross",
          "fee", "fee",
          "net", "net",
          "reference.BANK", "reference",
          "reference.BATCH", "settlement",
          "kind", "type",
          "kind.CAPTURE", "capture",
          "kind.REFUND", "refund");

  private final Ledger ledger;
  private final Reconciliation reconciliation;
  private Money balance = Money.zero(IQD);
  private int statements;

  private ReconciledDay(Ledger ledger, ReconciliationStore store) {
    this.ledger = ledger;
    this.reconciliation =
        new Reconciliation(
            ledger, store, new Reconciliation.Terms(DAYS, (payout, some, fee) -> true));
  }

  /** Plays the day up to the released payout, and reconciles the provider's file. */
  static ReconciledDay play(Ledger ledger, DataSource dataSource, String schema) {
    ReconciliationStore.migrate(dataSource, schema);
    ReconciledDay reconciled =
        new ReconciledDay(ledger, ReconciliationStore.in(dataSource, schema));
    GoldenDay day = new GoldenDay(ledger);
    day.open();
    reconciled.declare();
    for (GoldenDay.Step step : day.steps()) {
      if (!BY_LINES.contains(step.name())) {
        day.run(step).orThrow();
      }
    }
    reconciled.file();
    return reconciled;
  }

  private void declare() {
    Source.Whose bank = new Source.Whose(Party.BANK, RAFIDAIN.value(), IQD.code(), "");
    reconciliation.declare(
        new Source(
            "rafidain-camt", bank, Source.Reading.of(Format.CAMT, IQD.exponent(), Set.of(IBAN))),
        AUTHOR);
    Source.Whose provider =
        new Source.Whose(Party.PROVIDER, SWITCH.value(), IQD.code(), RAFIDAIN.value());
    reconciliation.declare(
        new Source("switch-csv", provider, Source.Reading.csv(IQD.exponent(), SWITCH_CSV)), AUTHOR);
  }

  /** The provider's file: one capture with its fee, one refund, and their settlement. */
  private void file() {
    receive(
        "switch-csv",
        """
        day,type,reference,gross,fee,net,settlement
        2026-06-15,capture,%s,125000.000,1500.000,123500.000,%s
        2026-06-15,refund,%s,-50000.000,0.000,-50000.000,%s
        """
            .formatted(
                GoldenDay.CAPTURE_REF, SETTLEMENT, GoldenDay.REFUND.reference(), SETTLEMENT));
    reconciliation.run(AccountClass.PROVIDER_RECEIVABLE.path(SWITCH.value()).value(), AUTHOR);
  }

  /** The bank's statement: opening, the settlement, and a payout of so much. */
  Runs.Done statement(String paidOut) {
    return statement(
        List.of(
            new Entry("opening-school", "54771533", false),
            new Entry(SETTLEMENT, "73500", false),
            new Entry(GoldenDay.PAYOUT_ID, "-" + paidOut, false)));
  }

  /** The payout came back, less 5,000 that the bank kept. */
  Runs.Done comesBack() {
    return statement(List.of(new Entry(GoldenDay.PAYOUT_ID, "54826533", true)));
  }

  /** An entry of the bank's statement. */
  private record Entry(String reference, String dinars, boolean isReversal) {}

  private Runs.Done statement(List<Entry> entries) {
    statements++;
    Money opening = balance;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Money moved = Money.of(entry.dinars(), IQD);
      balance = balance.plus(moved);
      lines.append(
          """
          <Ntry><NtryRef>%s</NtryRef>%s%s<Sts><Cd>BOOK</Cd></Sts>
          <BookgDt><Dt>%s</Dt></BookgDt><AcctSvcrRef>R%s-%s</AcctSvcrRef></Ntry>
          """
              .formatted(
                  entry.reference(),
                  amount(moved),
                  entry.isReversal() ? "<RvslInd>true</RvslInd>" : "",
                  DAY,
                  statements,
                  i + 1));
    }
    receive(
        "rafidain-camt",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
        <Id>S%s</Id><Acct><Id><IBAN>%s</IBAN></Id><Ccy>IQD</Ccy></Acct>
        %s%s%s</Stmt></BkToCstmrStmt></Document>
        """
            .formatted(statements, IBAN, stated("OPBD", opening), stated("CLBD", balance), lines));
    return reconciliation.run(BANK, AUTHOR);
  }

  private static String stated(String type, Money amount) {
    return "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>%s<Dt><Dt>%s</Dt></Dt></Bal>"
        .formatted(type, amount(amount), DAY);
  }

  private static String amount(Money amount) {
    boolean isOut = amount.isNegative();
    return "<Amt Ccy=\"IQD\">%s</Amt><CdtDbtInd>%s</CdtDbtInd>"
        .formatted((isOut ? amount.negated() : amount).toDecimal(), isOut ? "DBIT" : "CRDT");
  }

  private void receive(String source, String file) {
    ImportOutcome outcome =
        reconciliation.receive(source, file.getBytes(StandardCharsets.UTF_8), AUTHOR);
    if (!(outcome instanceof ImportOutcome.Imported)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  /** The books against the closing balance of the statement, which is this one. */
  FourFigures proof(String closing) {
    FourFigures figures = reconciliation.proof(BANK).orElseThrow();
    if (!figures.statement().equals(Money.of(closing, IQD))) {
      throw new IllegalStateException("the statement closes at " + figures.statement());
    }
    return figures;
  }

  /** The breaks that are open. */
  List<Break> breaks() {
    return reconciliation.breaks().open();
  }

  /** Whether open breaks and the accounts with their money agree. */
  boolean isTied() {
    return reconciliation.tieOuts(BreakKind.POSTED, IQD.code()).stream().allMatch(TieOut::isTied)
        && reconciliation.tieOuts(BreakKind.CARRIED, IQD.code()).stream().allMatch(TieOut::isTied);
  }

  /** What is to arrive from the provider. */
  Money due() {
    return reconciliation.notYetSettled(BANK, DAY).stream()
        .filter(item -> item.keys().contains(SETTLEMENT))
        .findFirst()
        .orElseThrow()
        .amount();
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
}
