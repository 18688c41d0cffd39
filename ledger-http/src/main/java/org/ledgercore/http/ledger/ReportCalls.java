package org.ledgercore.http.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.AsOf;
import org.ledgercore.money.Amount;
import org.ledgercore.query.DatedStatement;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StatementPage;
import org.ledgercore.query.TrialBalance;

/** Figures: balances, statements, sub-trees and the trial balance, on either time axis. */
public final class ReportCalls {

  private final Desk desk;

  public ReportCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * One account at a point of time.
   *
   * @param currency the account's unit
   * @param path the account's name
   * @param asOfEntry of what was recorded up to this entry; missing for everything
   * @param asOfInstant of what was recorded up to this instant; missing for everything
   * @param asOfDate of that, what is effective on this day or before; missing for everything
   */
  public record AccountAsOf(
      String currency,
      String path,
      @Nullable Long asOfEntry,
      @Nullable Instant asOfInstant,
      @Nullable LocalDate asOfDate) {}

  /**
   * All accounts at a point of time.
   *
   * @param asOfEntry of what was recorded up to this entry; missing for everything
   * @param asOfInstant of what was recorded up to this instant; missing for everything
   * @param asOfDate of that, what is effective on this day or before; missing for everything
   */
  public record BooksAsOf(
      @Nullable Long asOfEntry, @Nullable Instant asOfInstant, @Nullable LocalDate asOfDate) {}

  /**
   * An account and all below it at a point of time.
   *
   * @param path the path at the top
   * @param asOfEntry of what was recorded up to this entry; missing for everything
   * @param asOfInstant of what was recorded up to this instant; missing for everything
   * @param asOfDate of that, what is effective on this day or before; missing for everything
   */
  public record SubtreeAsOf(
      String path,
      @Nullable Long asOfEntry,
      @Nullable Instant asOfInstant,
      @Nullable LocalDate asOfDate) {}

  /**
   * A page of an account's postings as they were recorded.
   *
   * @param currency the account's unit
   * @param path the account's name
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record StatementWanted(
      String currency, String path, @Nullable Long after, @Nullable Integer limit) {}

  /**
   * An account's postings on their effective dates.
   *
   * @param currency the account's unit
   * @param path the account's name
   * @param first the first day
   * @param last the last day
   * @param asOfEntry of what was recorded up to this entry; missing for everything
   */
  public record DatesWanted(
      String currency, String path, LocalDate first, LocalDate last, @Nullable Long asOfEntry) {}

  /**
   * A page of a statement; opening plus lines is closing, and what one page closes with, the next
   * one opens with.
   *
   * @param opening the balance before the page
   * @param lines the postings
   * @param closing the balance after the page
   * @param next what to ask {@code after} for the page behind; missing on the last one
   */
  public record Statement(
      Amount opening, List<Views.Line> lines, Amount closing, @Nullable String next) {}

  /**
   * A statement of days.
   *
   * @param first the first day
   * @param last the last day
   * @param asOfEntry the newest entry that was known
   * @param opening the balance as of the day before the first
   * @param lines the postings, late ones on their own day
   * @param closing the balance as of the last day
   */
  public record DaysStatement(
      LocalDate first,
      LocalDate last,
      long asOfEntry,
      Amount opening,
      List<Views.Line> lines,
      Amount closing) {}

  /**
   * The sums of a sub-tree in one unit.
   *
   * @param currency the unit
   * @param accounts how many accounts it has
   * @param debits everything ever debited, a decimal
   * @param credits everything ever credited, a decimal
   */
  public record UnitSum(String currency, long accounts, String debits, String credits) {}

  /**
   * A trial balance.
   *
   * @param asOfEntry the newest entry included
   * @param inBalance whether debits equal credits in every unit
   * @param balances one for each account
   */
  public record TrialFigures(long asOfEntry, boolean inBalance, List<Views.Figures> balances) {}

  /**
   * Days of which the turnover is wanted.
   *
   * @param from the first day
   * @param through the last day
   */
  public record Days(LocalDate from, LocalDate through) {}

  /**
   * What moved on an account.
   *
   * @param path the account's name
   * @param currency its unit
   * @param debits the sum of its debits, a decimal
   * @param credits the sum of its credits, a decimal
   */
  public record Moved(String path, String currency, String debits, String credits) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("getBalance", AccountAsOf.class, Views.Figures.class, this::balance);
    to.one("getStatement", StatementWanted.class, Statement.class, this::statement);
    to.one("getDatedStatement", DatesWanted.class, DaysStatement.class, this::dated);
    to.page("getSubtree", SubtreeAsOf.class, Views.Figures.class, this::subtree);
    to.page("rollUp", SubtreeAsOf.class, UnitSum.class, this::rollUp);
    to.one("getTrialBalance", BooksAsOf.class, TrialFigures.class, this::trialBalance);
    to.page("getTurnovers", Days.class, Moved.class, this::turnovers);
  }

  /** An account's figures. */
  public Answer<Views.Figures> balance(Call call, AccountAsOf wanted) {
    Account account = desk.account(wanted.path(), wanted.currency());
    AsOf asOf = asOf(wanted.asOfEntry(), wanted.asOfInstant(), wanted.asOfDate());
    return Answer.found(
        Views.Figures.of(
            asOf.equals(AsOf.now())
                ? desk.balance(account)
                : desk.ledger().queries().balance(account, asOf)));
  }

  /** A page of an account's postings. */
  public Answer<Statement> statement(Call call, StatementWanted wanted) {
    return Answer.found(
        statement(desk.account(wanted.path(), wanted.currency()), wanted.after(), wanted.limit()));
  }

  /** An account's postings on their effective dates. */
  public Answer<DaysStatement> dated(Call call, DatesWanted wanted) {
    Account account = desk.account(wanted.path(), wanted.currency());
    DatedStatement days =
        desk.ledger()
            .queries()
            .statement(
                account, wanted.first(), wanted.last(), asOf(wanted.asOfEntry(), null, null));
    return Answer.found(
        new DaysStatement(
            days.first(),
            days.last(),
            days.asOfEntry(),
            Amount.of(days.opening()),
            days.lines().stream().map(Views.Line::of).toList(),
            Amount.of(days.closing())));
  }

  /** The figures of an account and of all below it. */
  public Answer<Page<Views.Figures>> subtree(Call call, SubtreeAsOf wanted) {
    AsOf asOf = asOf(wanted.asOfEntry(), wanted.asOfInstant(), wanted.asOfDate());
    return Answer.found(
        new Page<>(
            desk.ledger().queries().balancesBelow(AccountPath.of(wanted.path()), asOf).stream()
                .map(Views.Figures::of)
                .toList(),
            null));
  }

  /** The sums of an account and of all below it, each unit by itself. */
  public Answer<Page<UnitSum>> rollUp(Call call, SubtreeAsOf wanted) {
    AsOf asOf = asOf(wanted.asOfEntry(), wanted.asOfInstant(), wanted.asOfDate());
    return Answer.found(
        new Page<>(
            desk.ledger().queries().rollUp(AccountPath.of(wanted.path()), asOf).stream()
                .map(total ->
                    new UnitSum(
                        total.unit().code(),
                        total.accounts(),
                        new BigDecimal(total.debits(), total.unit().exponent()).toPlainString(),
                        new BigDecimal(total.credits(), total.unit().exponent()).toPlainString()))
                .toList(),
            null));
  }

  /** The trial balance. */
  public Answer<TrialFigures> trialBalance(Call call, BooksAsOf wanted) {
    TrialBalance trial =
        desk.ledger()
            .queries()
            .trialBalance(asOf(wanted.asOfEntry(), wanted.asOfInstant(), wanted.asOfDate()));
    return Answer.found(
        new TrialFigures(
            trial.asOfEntry(),
            trial.isInBalance(),
            trial.balances().stream().map(Views.Figures::of).toList()));
  }

  /** What moved on each account over some days. */
  public Answer<Page<Moved>> turnovers(Call call, Days wanted) {
    return Answer.found(
        new Page<>(
            desk.ledger().periods().turnovers(wanted.from(), wanted.through()).stream()
                .map(moved ->
                    new Moved(
                        moved.account().path().value(),
                        moved.account().unit().code(),
                        new BigDecimal(moved.debits(), moved.account().unit().exponent())
                            .toPlainString(),
                        new BigDecimal(moved.credits(), moved.account().unit().exponent())
                            .toPlainString()))
                .toList(),
            null));
  }

  Statement statement(Account account, @Nullable Long after, @Nullable Integer limit) {
    StatementPage page =
        desk.ledger().queries().statementPage(account, EntryRange.all(), Limit.page(after, limit));
    return new Statement(
        Amount.of(page.opening()),
        page.lines().stream().map(Views.Line::of).toList(),
        Amount.of(page.closing()),
        page.isLast() ? null : Long.toString(page.after()));
  }

  private static AsOf asOf(
      @Nullable Long entry, @Nullable Instant instant, @Nullable LocalDate date) {
    AsOf recorded =
        entry != null ? AsOf.entry(entry) : instant != null ? AsOf.recorded(instant) : AsOf.now();
    return date == null ? recorded : recorded.effectiveOn(date);
  }
}
