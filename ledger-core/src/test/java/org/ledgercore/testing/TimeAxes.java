package org.ledgercore.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.AsOf;
import org.ledgercore.query.DatedStatement;
import org.ledgercore.query.StatementLine;

/**
 * Compares figures and statements as of entries, instants and effective dates with what the model's
 * lines add up to.
 */
final class TimeAxes {

  private static final int POINTS = 3;

  private final ModelLedger model;
  private final Ledger ledger;
  private final Draw draw;
  private final Map<Long, LocalDate> dates = new TreeMap<>();

  TimeAxes(ModelLedger model, Ledger ledger, Draw draw) {
    this.model = model;
    this.ledger = ledger;
    this.draw = draw;
    for (ModelLedger.Recorded recorded : model.entries()) {
      dates.put(recorded.number(), recorded.day());
    }
  }

  void compare() {
    if (dates.isEmpty() || model.accounts().isEmpty()) {
      return;
    }
    List<LocalDate> days = List.copyOf(dates.values());
    for (int i = 0; i < POINTS; i++) {
      long upTo = draw.upTo(model.newestEntry());
      LocalDate day = draw.of(days);
      compareFigures(AsOf.entry(upTo).effectiveOn(day), upTo, day);
      compareInstant(upTo);
      LocalDate other = draw.of(days);
      boolean inOrder = !other.isBefore(day);
      compareStatement(inOrder ? day : other, inOrder ? other : day, upTo);
    }
    LocalDate before = draw.of(days).minusDays(1);
    boolean isTooEarly = before.isBefore(LocalDate.of(1900, 1, 1));
    compareFigures(AsOf.effective(isTooEarly ? before.plusDays(1) : before));
  }

  private void compareFigures(AsOf asOf) {
    LocalDate day = asOf.effective();
    compareFigures(asOf, model.newestEntry(), day == null ? LocalDate.MAX : day);
  }

  private void compareFigures(AsOf asOf, long upTo, LocalDate day) {
    Map<AccountRef, Turnover> expected = new HashMap<>();
    for (ModelAccount account : model.accounts()) {
      if (account.entryNo() <= upTo) {
        expected.put(account.ref(), turnover(account, upTo, day));
      }
    }
    Map<AccountRef, Turnover> actual = new HashMap<>();
    for (Balance balance : ledger.queries().trialBalance(asOf).balances()) {
      actual.put(balance.account().ref(), balance.turnover());
    }
    Disagreement.unlessEqual("figures as of " + asOf, expected, actual);
  }

  private void compareInstant(long number) {
    Instant instant = ledger.entry(number).recordedAt();
    long newest = number;
    while (newest < model.newestEntry() && ledger.entry(newest + 1).recordedAt().equals(instant)) {
      newest++;
    }
    AsOf asOf = AsOf.recorded(instant);
    Disagreement.unlessEqual(
        "newest entry as of " + asOf, newest, ledger.queries().entryAsOf(asOf));
    compareFigures(asOf, newest, LocalDate.MAX);
  }

  private void compareStatement(LocalDate first, LocalDate last, long upTo) {
    ModelAccount expected = draw.of(List.copyOf(model.accounts()));
    Account account = ledger.account(expected.ref()).orElseThrow();
    DatedStatement statement = ledger.queries().statement(account, first, last, AsOf.entry(upTo));
    String name = "statement of " + account + " from " + first + " to " + last + " at " + upTo;
    long balance = account.balance(turnover(expected, upTo, first.minusDays(1))).minor();
    Disagreement.unlessEqual("opening of " + name, balance, statement.opening().minor());
    List<ModelAccount.Line> lines = new ArrayList<>();
    Map<LocalDate, List<ModelAccount.Line>> byDay = new TreeMap<>();
    for (ModelAccount.Line line : expected.lines()) {
      LocalDate day = dateOf(line);
      if (line.entryNo() <= upTo && !day.isBefore(first) && !day.isAfter(last)) {
        byDay.computeIfAbsent(day, it -> new ArrayList<>()).add(line);
      }
    }
    for (List<ModelAccount.Line> ofDay : byDay.values()) {
      for (ModelAccount.Line line : ofDay) {
        balance += line.side() == account.normalSide() ? line.amount() : -line.amount();
        lines.add(
            new ModelAccount.Line(
                line.entryNo(), line.postingNo(), line.side(), line.amount(), balance));
      }
    }
    Disagreement.unlessEqual(name, lines, lines(statement.lines()));
    Disagreement.unlessEqual("closing of " + name, balance, statement.closing().minor());
  }

  private static List<ModelAccount.Line> lines(List<StatementLine> lines) {
    return lines.stream()
        .map(it ->
            new ModelAccount.Line(
                it.entryNo(), it.postingNo(), it.side(), it.amount().minor(), it.balance().minor()))
        .toList();
  }

  private LocalDate dateOf(ModelAccount.Line line) {
    return Objects.requireNonNull(dates.get(line.entryNo()));
  }

  private Turnover turnover(ModelAccount account, long upTo, LocalDate day) {
    Turnover sum = Turnover.NONE;
    for (ModelAccount.Line line : account.lines()) {
      if (line.entryNo() <= upTo && !dateOf(line).isAfter(day)) {
        sum = sum.plus(line.side(), line.amount());
      }
    }
    return sum;
  }
}
