package org.ledgercore.http.reconciliation;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.payments.Payments;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.http.BreakCalls;

/**
 * Breaks as requests: money that is missing is written off once another person agrees. What is
 * asked for names the break as its subject and the day as {@code date}; the break closes when the
 * entry is there. Safe for many threads.
 */
public final class WriteOffs implements Operation {

  private static final String RIGHT = "writeoff";
  private static final String DATE = "date";

  /** Who asks is the request's to know; it is no part of the entry. */
  private static final String MAKER = "approvals";

  private final Ledger ledger;
  private final Breaks breaks;

  private WriteOffs(Ledger ledger, Breaks breaks) {
    this.ledger = ledger;
    this.breaks = breaks;
  }

  /** The kind of request. */
  public static Kind kind(Ledger ledger, Breaks breaks, Policy policy) {
    return Kind.of(
        BreakCalls.WRITE_OFF,
        Right.make(RIGHT),
        Right.check(RIGHT),
        policy,
        new WriteOffs(ledger, breaks));
  }

  @Override
  public Stake stake(Ask ask) {
    Breaks.Asking.Told told = told(ask);
    return new Stake(told.what().amount(), told.account());
  }

  @Override
  public Told execution(Ask ask, @Nullable JournalEntry holding) {
    return Told.of(Payments.on(ledger).preview(told(ask).command()));
  }

  private static LocalDate date(Ask ask) {
    String said = ask.input(DATE);
    try {
      return LocalDate.parse(said);
    } catch (DateTimeException e) {
      InvalidInputException refusal =
          new InvalidInputException("input date", "must be a day", said);
      refusal.initCause(e);
      throw refusal;
    }
  }

  private Breaks.Asking.Told told(Ask ask) {
    Breaks.Request request = new Breaks.Request(ask.subject(), MAKER, ask.reason(), date(ask));
    return switch (breaks.asked(request)) {
      case Breaks.Asking.Told told -> told;
      case Breaks.Asking.Refused(var why) ->
          throw new RefusedException(
              new Refusal.NotAsExpected("break " + ask.subject() + ": " + why));
    };
  }
}
