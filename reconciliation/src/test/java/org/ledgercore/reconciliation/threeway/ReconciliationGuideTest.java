package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.breaks.WriteOffApproval.Answer;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.testing.LedgerExtension;

/** What {@code docs/reconciliation.md} shows is code that runs. */
class ReconciliationGuideTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final Path HERE =
      ROOT.resolve(
          "reconciliation/src/test/java/org/ledgercore/reconciliation/threeway/"
              + "ReconciliationGuideTest.java");

  @Test
  void example_confirmsAPayoutAndRefusesToWriteOffAlone() throws IOException {
    Ledger ledger = DB.ledger();
    String schema = DB.schema() + "_rec";
    Payments payments = Payments.on(ledger);
    Unit eur = ledger.openUnit(Unit.fiat("EUR", 2));
    MerchantId school = new MerchantId("school");
    BankId main = new BankId("main");
    LocalDate day = LocalDate.of(2026, 6, 15);
    payments.openMerchant(school, eur);

    // @start region="reconciliation"
    ReconciliationStore.migrate(DB.dataSource(), schema);
    ReconciliationStore store = ReconciliationStore.in(DB.dataSource(), schema);
    List<Item> lines =
        List.of(
            line("st-1", eur, "500.00", day).keyed("opening"),
            line("st-2", eur, "-100.00", day).keyed("po_1"), // our payout
            line("st-3", eur, "-7.00", day).saying("charges")); // nobody knows
    ThreeWay.Terms terms = new ThreeWay.Terms(5, (payout, some, fee) -> true);
    ThreeWay threeWay = new ThreeWay(ledger, store, inputs -> lines, terms);
    threeWay.openBank(main, eur);
    opened(ledger, eur, day);
    payments.requestPayout(
        new PayoutRequest("po_1", school, Money.of("100.00", eur), Occasion.on(day, "po_1")));
    payments.releasePayout("po_1", main, Occasion.on(day, "po_1")).orThrow();

    BankRun statement =
        new BankRun(main, eur, List.of("sha256:9f2c"), Rules.forBank("main-1", 3), List.of());
    Runs.Done done = threeWay.bank(statement, "treasury");
    // po_1 is confirmed with st-2 as evidence; st-3 stands on recon_suspense:main
    assertThat(done.report().matchesByRule()).hasSize(1);
    assertThat(threeWay.fourFigures(statement, Money.of("393.00", eur)).isProved()).isTrue();
    assertThat(threeWay.tieOuts(BreakKind.POSTED, eur)).allMatch(TieOut::isTied);
    assertThat(threeWay.replay(done.act(), statement).isIdentical()).isTrue();

    Breaks breaks = threeWay.breaks();
    Break charges = breaks.open().getFirst(); // MISSING_IN_LEDGER, POSTED, -7.00 EUR
    Breaks.Request lost = new Breaks.Request(charges.id(), "ann", "not worth a call", day);
    assertThat(breaks.writeOff(lost, asked -> new Answer.Approved("r1", "3f9a", "ann")))
        .isEqualTo(new Resolving.Refused(Resolving.Reason.ONE_PERSON));
    assertThat(breaks.writeOff(lost, asked -> new Answer.Approved("r2", "3f9a", "bob")))
        .isInstanceOf(Resolving.Resolved.class);
    // @end
    assertThat(breaks.open()).isEmpty();
    String page = Files.readString(ROOT.resolve("docs/reconciliation.md"));
    assertThat(page).contains("```java\n" + region(Files.readString(HERE)) + "```");
  }

  private static Item line(String id, Unit unit, String amount, LocalDate day) {
    return Item.outside(id, "bank:main", Money.of(amount, unit), day);
  }

  private static void opened(Ledger ledger, Unit eur, LocalDate day) {
    ledger
        .post(
            JournalEntry.on(day)
                .key("opening")
                .debit(AccountClass.BANK.path("main"), Money.of("500.00", eur))
                .credit(AccountClass.MERCHANT_PAYABLE.path("school"), Money.of("500.00", eur))
                .build())
        .orThrow();
  }

  private static String region(String source) {
    int from = source.indexOf('\n', source.indexOf("// @start")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;
    return source.substring(from, to - 1).stripIndent() + "\n";
  }
}
