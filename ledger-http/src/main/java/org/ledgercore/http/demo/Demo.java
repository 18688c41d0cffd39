package org.ledgercore.http.demo;

import static org.ledgercore.http.demo.GoldenDay.IQD;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.http.demo.GoldenDay.Step;
import org.ledgercore.money.Money;
import org.ledgercore.payments.OwnerFigures;
import org.ledgercore.payments.Safeguarding;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.query.Verification;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * Runs the golden day in a fresh schema, then its variants in fresh schemas of their own, and
 * proves every figure. Used by one thread.
 */
public final class Demo {

  /** How the demo's schemas begin. */
  public static final String SCHEMA_PREFIX = "demo_";

  private final String url;
  private final Printer printer;
  private final Checks checks;
  private final String run = Long.toString(System.nanoTime(), 36).toLowerCase(Locale.ROOT);

  private int reconciled;

  public Demo(String url, PrintStream out) {
    this.url = url;
    this.printer = new Printer(out);
    this.checks = new Checks(out);
  }

  /** Whether everything came out as it must. */
  public boolean run() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(10);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      runDay(pool);
      runVariants(pool);
      runByPeople(pool);
    }
    checks.summary();
    return checks.allPassed();
  }

  private Ledger freshLedger(HikariDataSource pool, String name) {
    String schema = SCHEMA_PREFIX + name + "_" + run;
    Ledger.migrate(pool, schema);
    return Ledger.open(pool, LedgerOptions.defaults().withSchema(schema));
  }

  private void runDay(HikariDataSource pool) {
    try (Ledger ledger = freshLedger(pool, "day")) {
      GoldenDay day = new GoldenDay(ledger);
      day.open();
      Map<AccountPath, Long> expected = new TreeMap<>();
      List<Step> steps = day.steps();
      for (Step step : steps) {
        printer.heading(step.name() + "  " + step.title());
        Outcome outcome = day.run(step);
        expected.putAll(step.expected());
        show(ledger, outcome, step.name(), expected);
        if (step.name().equals("G3")) {
          refusePayoutWhileHeld(ledger, day);
        }
        if (step.name().equals("G8")) {
          proveEnd(day);
        }
      }
      proveCover(day);
      replayAll(ledger, day, steps);
      proveJournal(ledger);
    }
  }

  private void show(Ledger ledger, Outcome outcome, String step, Map<AccountPath, Long> expected) {
    if (outcome instanceof Outcome.Rejected(Rejection why)) {
      checks.check(false, step + ": " + why.sentence());
      return;
    }
    printer.entry(outcome.orThrow());
    TrialBalance trial = ledger.trialBalance();
    printer.trialBalance(trial);
    checks.quietly(balances(trial).equals(nonZero(expected)), step + ": balances as expected");
    checks.quietly(trial.isInBalance(), step + ": the trial balance is in balance");
  }

  private static Map<AccountPath, Money> balances(TrialBalance trial) {
    Map<AccountPath, Money> balances = new TreeMap<>();
    for (Balance balance : trial.balances()) {
      if (!balance.posted().isZero()) {
        balances.put(balance.account().path(), TrialBalance.signed(balance));
      }
    }
    return balances;
  }

  private static Map<AccountPath, Money> nonZero(Map<AccountPath, Long> dinars) {
    Map<AccountPath, Money> balances = new TreeMap<>();
    dinars.forEach((path, amount) -> {
      if (amount != 0) {
        balances.put(path, Money.ofMajor(amount, IQD));
      }
    });
    return balances;
  }

  private void refusePayoutWhileHeld(Ledger ledger, GoldenDay day) {
    long before = ledger.newestEntry();
    Outcome outcome = day.payments().requestPayout(GoldenDay.payout(54_881_533));
    boolean refused =
        outcome instanceof Outcome.Rejected(Rejection.InsufficientFunds why)
            && why.account().path().equals(GoldenDay.payable());
    printer.heading("(a)  payout of 54,881,533 requested while the refund is held");
    if (outcome instanceof Outcome.Rejected(Rejection why)) {
      printer.line("refused: " + why.sentence());
    }
    checks.check(
        refused && ledger.newestEntry() == before, "(a) the payout is refused and changes nothing");
  }

  private void proveEnd(GoldenDay day) {
    OwnerFigures figures = day.payments().ownerFigures(IQD);
    Safeguarding cover = day.payments().safeguarding(IQD);
    printer.heading("Owner figures after G8");
    printer.figures(figures);
    checks.check(
        figures.gmv().equals(Money.ofMajor(125_000, IQD))
            && figures.platformFee().equals(Money.ofMajor(2_500, IQD))
            && figures.providerCost().equals(Money.ofMajor(1_500, IQD))
            && figures.reserveLiability().equals(Money.ofMajor(12_500, IQD))
            && figures.merchantPayable().isZero()
            && figures.netContribution().equals(Money.ofMajor(1_000, IQD)),
        "owner figures are 125,000 / 2,500 / 1,500 / 12,500 / 0 / 1,000");
    Money paidOut = day.payments().paidOut(IQD);
    checks.check(
        paidOut.equals(Money.ofMajor(GoldenDay.PAYOUT, IQD)), "paid out " + Printer.shown(paidOut));
    checks.check(
        cover.held().equals(figures.reserveLiability().plus(figures.netContribution())),
        "bank "
            + Printer.shown(cover.held())
            + " = reserve liability "
            + Printer.shown(figures.reserveLiability())
            + " + net contribution "
            + Printer.shown(figures.netContribution()));
  }

  private void proveCover(GoldenDay day) {
    Safeguarding cover = day.payments().safeguarding(IQD);
    printer.heading("Safeguarding after G9");
    printer.safeguarding(cover);
    checks.check(
        cover.held().equals(cover.required()) && cover.held().equals(Money.ofMajor(12_500, IQD)),
        "clients' money held "
            + Printer.shown(cover.held())
            + " = required "
            + Printer.shown(cover.required()));
  }

  private void replayAll(Ledger ledger, GoldenDay day, List<Step> steps) {
    printer.heading("(g)  every call again, with the same keys");
    long before = ledger.newestEntry();
    TrialBalance balances = ledger.trialBalance();
    List<String> notReplayed = new ArrayList<>();
    for (Step step : steps) {
      if (!(day.run(step) instanceof Outcome.Replayed)) {
        notReplayed.add(step.name());
      }
    }
    checks.check(
        notReplayed.isEmpty()
            && ledger.newestEntry() == before
            && ledger.trialBalance().equals(balances),
        "(g) all "
            + steps.size()
            + " calls are replays and change nothing"
            + (notReplayed.isEmpty() ? "" : ": not " + notReplayed));
  }

  private void proveJournal(Ledger ledger) {
    printer.heading("verify: the whole journal read again");
    Verification verification = ledger.verify();
    printer.line(
        verification.batches()
            + " batches, "
            + verification.entries()
            + " entries, "
            + verification.postings()
            + " postings");
    verification.head().ifPresent(head -> printer.line("chain head " + head));
    checks.check(
        verification.isProved(),
        "every row is proved"
            + verification.problem().map(problem -> ": not " + problem).orElse(""));
  }

  private void runVariants(HikariDataSource pool) {
    printer.heading("(b)  the refund is rejected after G3");
    try (Ledger ledger = dayUntil(pool, "b", "G3")) {
      GoldenDay day = new GoldenDay(ledger);
      day.payments().rejectRefund(GoldenDay.REFUND, GoldenDay.occasion()).orThrow();
      Money available = available(ledger);
      printer.line("available to the merchant: " + Printer.shown(available));
      checks.check(
          available.equals(Money.ofMajor(54_881_533, IQD)),
          "(b) rejecting the refund makes 54,881,533 available again");
    }
    printer.heading("(c)  the released payout fails before it leaves (P9d1 after G7)");
    try (Ledger ledger = dayUntil(pool, "c", "G7")) {
      GoldenDay day = new GoldenDay(ledger);
      day.payments().failPayout(GoldenDay.PAYOUT_ID, GoldenDay.occasion()).orThrow();
      Money available = available(ledger);
      printer.line("available to the merchant: " + Printer.shown(available));
      checks.check(
          available.equals(Money.ofMajor(GoldenDay.PAYOUT, IQD)) && ledger.verify().isProved(),
          "(c) the merchant has 54,831,533 back");
    }
    printer.heading("(d)  the confirmed payout comes back, less a fee of 5,000 (P9e1 after G8)");
    try (Ledger ledger = dayUntil(pool, "d", "G8")) {
      GoldenDay day = new GoldenDay(ledger);
      printer.entry(day.payments().post(GoldenDay.returned()).orThrow());
      TrialBalance trial = ledger.trialBalance();
      printer.trialBalance(trial);
      checks.check(
          balances(trial).equals(nonZero(GoldenDay.afterReturn())) && ledger.verify().isProved(),
          "(d) bank 54,840,033, bank charges 5,000, and the merchant has 54,831,533 back");
    }
    new StatementChecks(printer, checks).run(() -> reconciledDay(pool));
  }

  private void runByPeople(HikariDataSource pool) {
    try (Ledger ledger = freshLedger(pool, "e")) {
      String schema = SCHEMA_PREFIX + "e_" + run;
      new ApprovalChecks(printer, checks)
          .run(
              ApprovedDay.open(
                  ledger, pool, new ApprovedDay.Schemas(schema + "_approvals", schema)));
    }
  }

  private ReconciledDay reconciledDay(HikariDataSource pool) {
    String name = "rec" + ++reconciled;
    Ledger ledger = freshLedger(pool, name);
    return ReconciledDay.play(ledger, pool, SCHEMA_PREFIX + name + "_lines_" + run);
  }

  private Ledger dayUntil(HikariDataSource pool, String variant, String last) {
    Ledger ledger = freshLedger(pool, variant);
    GoldenDay day = new GoldenDay(ledger);
    day.open();
    for (Step step : day.steps()) {
      day.run(step).orThrow();
      if (step.name().equals(last)) {
        break;
      }
    }
    return ledger;
  }

  private static Money available(Ledger ledger) {
    Optional<Account> payable = ledger.account(new AccountRef(GoldenDay.payable(), IQD.code()));
    return ledger.balance(payable.orElseThrow()).available();
  }
}
