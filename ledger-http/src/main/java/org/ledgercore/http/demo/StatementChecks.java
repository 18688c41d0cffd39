package org.ledgercore.http.demo;

import static org.ledgercore.http.demo.GoldenDay.IQD;
import static org.ledgercore.http.demo.GoldenDay.RAFIDAIN;
import static org.ledgercore.http.demo.GoldenDay.SCHOOL;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.runs.Runs;

/** The golden day against file and statement, and its variants (d) and (f). */
final class StatementChecks {

  private static final String PAYOUT = "54831533";

  private final Printer printer;
  private final Checks checks;

  StatementChecks(Printer printer, Checks checks) {
    this.printer = printer;
    this.checks = checks;
  }

  /** Each of them on a day of its own. */
  void run(Supplier<ReconciledDay> days) {
    for (Consumer<ReconciledDay> each :
        List.<Consumer<ReconciledDay>>of(this::agree, this::returned, this::oneUnitOff)) {
      try (ReconciledDay day = days.get()) {
        each.accept(day);
      }
    }
  }

  private void agree(ReconciledDay day) {
    printer.heading("The day's provider file and bank statement");
    Money due = day.due();
    Runs.Done done = day.statement(PAYOUT);
    done.report()
        .matching()
        .matches()
        .forEach(
            match -> printer.line(match.rule() + "  " + match.outside() + " = " + match.inside()));
    printer.line(day.proof("13500").toString());
    checks.check(
        done.settled().matches().size() == 3
            && day.breaks().isEmpty()
            && day.proof("13500").isProved()
            && due.equals(Money.ofMajor(73_500, IQD)),
        "provider, ledger and bank agree: 73,500 settled, 54,831,533 paid out, 13,500 left");
  }

  private void returned(ReconciledDay day) {
    printer.heading("(d)  the payout comes back, less 5,000 that the bank kept (P9e1)");
    day.statement(PAYOUT);
    day.comesBack();
    Money bank = day.balance(AccountClass.BANK, RAFIDAIN.value());
    Money charges = day.balance(AccountClass.BANK_CHARGES, "");
    Money payable = day.balance(AccountClass.MERCHANT_PAYABLE, SCHOOL.value());
    printer.line("bank " + Printer.shown(bank) + ", charges " + Printer.shown(charges));
    checks.check(
        bank.equals(Money.ofMajor(54_840_033, IQD))
            && charges.equals(Money.ofMajor(5_000, IQD))
            && payable.equals(Money.ofMajor(GoldenDay.PAYOUT, IQD))
            && day.proof("54840033").isProved(),
        "(d) a return of 54,826,533 gives the merchant 54,831,533 back");
  }

  private void oneUnitOff(ReconciledDay day) {
    printer.heading("(f)  the statement says 54,831,533.001");
    day.statement(PAYOUT + ".001");
    List<Break> breaks = day.breaks();
    breaks.forEach(each ->
        printer.line(
            each.kind()
                + " "
                + each.type()
                + " of "
                + each.amount()
                + " on "
                + each.heldOn()
                + ": "
                + each.why()));
    checks.check(
        breaks.size() == 1
            && breaks.getFirst().type() == Finding.Type.AMOUNT
            && breaks.getFirst().amount().equals(Money.ofMinor(-1, IQD))
            && day.proof("13499.999").isProved()
            && day.isTied(),
        "(f) one amount break of one minor unit, on the books and in suspense");
  }
}
