package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.query.AccountStatement;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StatementLine;
import org.ledgercore.query.TrialBalance;

/**
 * Asks a ledger everything that it can be asked and compares the answers with the model: accounts,
 * balances now and on either time axis, statements whole and in part, trial balances, entries, and
 * what the rooms know.
 */
final class Comparison {

  private static final int ENTRIES = 6;
  private static final int PARTS = 3;

  private final ModelLedger model;
  private final Ledger ledger;
  private final Draw draw;

  private Comparison(ModelLedger model, Ledger ledger) {
    this.model = model;
    this.ledger = ledger;
    this.draw = new Draw(model.newestEntry());
  }

  static Comparison of(ModelLedger model, Ledger ledger) {
    return new Comparison(model, ledger);
  }

  void run() {
    Disagreement.unlessEqual("newest entry", model.newestEntry(), ledger.newestEntry());
    TrialBalance trial = ledger.trialBalance();
    compareTrialBalance(model.newestEntry(), trial);
    if (model.newestEntry() > 0) {
      long asOf = draw.upTo(model.newestEntry());
      compareTrialBalance(asOf, ledger.trialBalance(asOf));
    }
    for (Balance balance : trial.balances()) {
      compareAccount(model.account(balance.account().ref()), balance);
    }
    compareEntries();
    new TimeAxes(model, ledger, draw).compare();
    new RoomComparison(model, ledger).run();
  }

  private void compareTrialBalance(long asOf, TrialBalance trial) {
    Map<AccountRef, Long> expected = new HashMap<>();
    for (ModelAccount account : model.accounts()) {
      if (account.entryNo() <= asOf) {
        expected.put(account.ref(), account.balanceAsOf(asOf));
      }
    }
    Map<AccountRef, Long> actual = new HashMap<>();
    for (Balance balance : trial.balances()) {
      actual.put(balance.account().ref(), balance.posted().minor());
    }
    Disagreement.unlessEqual("trial balance as of entry " + asOf, expected, actual);
    Disagreement.unlessEqual("trial balance in balance", true, trial.isInBalance());
    if (!expected.isEmpty()) {
      Disagreement.unlessEqual("trial balance's entry", asOf, trial.asOfEntry());
    }
  }

  private void compareAccount(ModelAccount expected, Balance balance) {
    Account account = balance.account();
    NewAccount opened = expected.opened();
    String name = "account " + opened.ref();
    Disagreement.unlessEqual(
        name,
        List.of(opened.type(), opened.normalSide(), opened.number(), opened.unit().exponent()),
        List.of(account.type(), account.normalSide(), account.number(), account.unit().exponent()));
    Disagreement.unlessEqual(
        "turnover of " + name,
        List.of(expected.debits().longValueExact(), expected.credits().longValueExact()),
        List.of(balance.turnover().debits(), balance.turnover().credits()));
    Disagreement.unlessEqual(
        "pending on " + name,
        List.of(
            expected.pendingDebits().longValueExact(), expected.pendingCredits().longValueExact()),
        List.of(balance.pendingTurnover().debits(), balance.pendingTurnover().credits()));
    AccountState state = ledger.accounts().state(opened.ref()).orElseThrow();
    Disagreement.unlessEqual("status of " + name, expected.status(), state.status());
    Disagreement.unlessEqual("terms of " + name, expected.terms(), state.terms());
    compareStatement(expected, ledger.statement(account, EntryRange.all()));
    if (draw.oneIn(PARTS)) {
      Disagreement.unlessEqual(name, Optional.of(account), ledger.account(expected.ref()));
      Disagreement.unlessEqual("balance of " + name, balance, ledger.balance(account));
      long first = draw.upTo(model.newestEntry());
      long last = Math.min(model.newestEntry(), first - 2 + draw.upTo(20));
      compareStatement(expected, ledger.statement(account, new EntryRange(first, last)));
    }
  }

  private static void compareStatement(ModelAccount expected, AccountStatement statement) {
    EntryRange range = statement.range();
    String name = "statement of " + expected.ref() + " over " + range;
    List<ModelAccount.Line> lines =
        expected.lines().stream()
            .filter(it -> it.entryNo() >= range.first() && it.entryNo() <= range.last())
            .toList();
    List<ModelAccount.Line> actual = new ArrayList<>();
    for (StatementLine line : statement.lines()) {
      actual.add(
          new ModelAccount.Line(
              line.entryNo(),
              line.postingNo(),
              line.side(),
              line.amount().minor(),
              line.balance().minor()));
    }
    Disagreement.unlessEqual(name, lines, actual);
    long opening = expected.balanceAsOf(range.first() - 1);
    Disagreement.unlessEqual("opening of " + name, opening, statement.opening().minor());
    long closing = lines.isEmpty() ? opening : lines.getLast().balance();
    Disagreement.unlessEqual("closing of " + name, closing, statement.closing().minor());
  }

  private void compareEntries() {
    List<ModelLedger.Recorded> all = List.copyOf(model.entries());
    for (int i = 0; i < ENTRIES && !all.isEmpty(); i++) {
      ModelLedger.Recorded expected = draw.of(all);
      String name = "entry " + expected.number();
      RecordedEntry byNumber = ledger.entry(expected.number());
      RecordedEntry byKey =
          ledger
              .entry(expected.entry().key())
              .orElseThrow(() -> new Disagreement(name + " is not found by its key"));
      for (RecordedEntry actual : List.of(byNumber, byKey)) {
        Disagreement.unlessEqual(name, expected.number(), actual.number());
        Disagreement.unlessEqual(name, expected.firstPosting(), actual.firstPosting());
        Disagreement.unlessEqual("day of " + name, expected.day(), actual.effectiveDate());
        RealSide.requireWhole(expected.entry(), actual);
      }
    }
  }
}
