package org.ledgercore.cashdesk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.Balance;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.Along;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.RedeemStep;
import org.ledgercore.payments.RemittanceStep;
import org.ledgercore.query.AccountStatement;
import org.ledgercore.query.EntryRange;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * The room of cash desks. A desk has at most one day that is not closed; what it takes and pays is
 * posted on the condition that this day is open, decided together with the posting. While no day
 * runs the drawers are frozen, so nothing else moves them either. Safe for many threads.
 */
public final class CashDesks {

  /** So many times somebody else may come first. */
  private static final int TRIES = 100;

  private final Ledger ledger;
  private final Payments payments;

  private CashDesks(Ledger ledger) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
  }

  public static CashDesks on(Ledger ledger) {
    return new CashDesks(ledger);
  }

  /**
   * Opens a desk's day. Replayed when it is open already, refused while another day runs and when
   * the day is closed: a desk's days go forward.
   *
   * @param actor who opens it, 1 to 255 code points
   */
  public Outcome open(DeskId desk, LocalDate day, String actor) {
    Outcome outcome =
        retrying(() -> {
          Optional<Fact> newest = newest(desk);
          Optional<DeskDay> now = newest.map(DeskDay::of);
          if (now.isPresent() && now.get().isRunning() && now.get().day().equals(day)) {
            return now.get().state() == DeskDay.State.OPEN
                ? new Outcome.Replayed(newest.orElseThrow().record())
                : refused(new PaymentRefusal.DeskClosed(desk.value(), day));
          }
          if (now.isPresent() && (now.get().isRunning() || !day.isAfter(now.get().day()))) {
            return refused(new PaymentRefusal.DeskDayRuns(desk.value(), now.get().day(), day));
          }
          return ledger.post(
              version(desk, newest, day, DeskDay.State.OPEN).by(actor, "opened").build());
        });
    if (!(outcome instanceof Outcome.Rejected)) {
      freeze(desk, AccountStatus.OPEN, new Act("open " + desk + " " + day, actor, "opened"));
    }
    return outcome;
  }

  /**
   * Posts what a desk takes or pays: top-ups, withdrawals, floats, collections, redemptions paid at
   * the desk, remittances received and given back. Refused unless the desk's day is open; a retry
   * is answered even later.
   *
   * @throws InvalidInputException when the command touches no desk
   */
  public Outcome post(PaymentCommand command) {
    DeskId desk = deskOf(command);
    return retrying(() -> {
      if (ledger.entry(command.key()).isPresent()) {
        return payments.post(command);
      }
      Optional<Fact> newest = newest(desk);
      Optional<DeskDay> now = newest.map(DeskDay::of);
      if (now.isEmpty() || now.get().state() != DeskDay.State.OPEN) {
        return refused(new PaymentRefusal.DeskClosed(desk.value(), command.occasion().date()));
      }
      return payments.post(
          command, Along.onlyIf(new Condition.FactAt(ref(desk), newest.get().version())));
    });
  }

  /**
   * Counts a desk's drawers and closes its day. What differs from the books is posted as a break
   * (P12g0, P12g2) until somebody accepts it ({@link CashStep.DifferenceAccepted} under {@link
   * #countOf}). May be called again after a crash with the same count. Replayed when it is closed.
   *
   * @param counted what is in each drawer, one amount a unit
   * @param occasion when, and the case
   * @param actor who closes it, 1 to 255 code points
   */
  public Outcome close(DeskId desk, List<Money> counted, Occasion occasion, String actor) {
    Optional<DeskDay> running = day(desk).filter(DeskDay::isRunning);
    if (running.isPresent()) {
      requireEachDrawer(desk, counted);
    }
    Outcome counting = retrying(() -> beginCounting(desk, actor));
    if (counting instanceof Outcome.Rejected) {
      return counting;
    }
    Fact begun = newest(desk).orElseThrow();
    DeskDay now = DeskDay.of(begun);
    if (now.state() == DeskDay.State.CLOSED) {
      return new Outcome.Replayed(begun.record());
    }
    FactBuilder closed = version(desk, Optional.of(begun), now.day(), DeskDay.State.CLOSED);
    for (Money each : counted) {
      Outcome count = payments.post(new CashStep.Counted(countOf(now, each), desk, each, occasion));
      if (isRefused(count)) {
        return count;
      }
      closed.with(DeskDay.COUNTED + each.unit(), each.toDecimal());
    }
    freeze(desk, AccountStatus.FROZEN, new Act("close " + desk + " " + now.day(), actor, "closed"));
    return ledger.post(
        closed
            .with(DeskDay.OPENED, Long.toString(now.opened()))
            .by(actor, "counted and closed")
            .build());
  }

  /** The id of the count of a day in one unit, under which its difference is accepted. */
  public static String countOf(DeskDay day, Money counted) {
    return day.desk() + "/" + day.day() + "/" + counted.unit();
  }

  /** The newest day of a desk; empty when it never opened. */
  public Optional<DeskDay> day(DeskId desk) {
    return newest(desk).map(DeskDay::of);
  }

  /** The desk's newest day in each unit it has a drawer for, in order of the units' codes. */
  public List<DeskReport> report(DeskId desk) {
    return report(newest(desk).stream().toList(), desk);
  }

  /** The same of an earlier day. */
  public List<DeskReport> report(DeskId desk, LocalDate day) {
    return report(
        ledger.facts().history(ref(desk)).stream()
            .filter(it -> DeskDay.of(it).day().equals(day))
            .toList(),
        desk);
  }

  private List<DeskReport> report(List<Fact> versions, DeskId desk) {
    if (versions.isEmpty()) {
      throw new InvalidInputException("desk", "must have opened that day", desk);
    }
    Fact newest = versions.getLast();
    DeskDay day = DeskDay.of(newest);
    long last = day.isRunning() ? Long.MAX_VALUE : newest.record().number();
    EntryRange range = new EntryRange(day.opened() + 1, last);
    List<DeskReport> reports = new ArrayList<>();
    for (Balance drawer : drawers(desk)) {
      Unit unit = drawer.account().unit();
      AccountStatement lines = ledger.statement(drawer.account(), range);
      String counted = newest.values().get(DeskDay.COUNTED + unit);
      reports.add(
          new DeskReport(
              day,
              lines.opening(),
              lines.lines(),
              lines.closing(),
              Optional.ofNullable(counted).map(text -> Money.of(text, unit))));
    }
    return List.copyOf(reports);
  }

  /** The balances of all desks' drawers, in order of desk and unit. */
  public List<Balance> drawers(AsOf asOf) {
    return ledger.queries().balancesBelow(AccountClass.CASH_DESK.path(), asOf);
  }

  /**
   * What of the money in transit has not arrived yet, the oldest first. What arrives ends the trip
   * with its id, or else one to where it arrived: of its very amount, or what left first. Adds up
   * to the account's balance.
   */
  public List<InTransit> inTransit(Unit unit) {
    return inTransit(unit, Long.MAX_VALUE);
  }

  /** The same as of an entry. */
  public List<InTransit> inTransit(Unit unit, long upToEntry) {
    return ledger
        .account(new AccountRef(AccountClass.MONEY_IN_TRANSIT.path(), unit.code()))
        .map(account -> Trips.open(ledger, account, upToEntry))
        .orElse(List.of());
  }

  private List<Balance> drawers(DeskId desk) {
    return ledger.queries().balancesBelow(AccountClass.CASH_DESK.path(desk.value()), AsOf.now());
  }

  private Outcome beginCounting(DeskId desk, String actor) {
    Optional<Fact> newest = newest(desk);
    if (newest.isEmpty()) {
      return refused(new PaymentRefusal.DeskClosed(desk.value(), LocalDate.EPOCH));
    }
    DeskDay now = DeskDay.of(newest.get());
    return now.state() == DeskDay.State.OPEN
        ? ledger.post(
            version(desk, newest, now.day(), DeskDay.State.COUNTING)
                .with(DeskDay.OPENED, Long.toString(now.opened()))
                .by(actor, "being counted")
                .build())
        : new Outcome.Replayed(newest.get().record());
  }

  private void requireEachDrawer(DeskId desk, List<Money> counted) {
    List<String> drawers =
        drawers(desk).stream().map(it -> it.account().unit().code()).sorted().toList();
    List<String> given = counted.stream().map(it -> it.unit().code()).sorted().toList();
    if (!drawers.equals(given)) {
      throw new InvalidInputException(
          "counted", "must be one amount for each of " + drawers, given);
    }
  }

  /** A count that agrees with the books moves nothing. */
  private static boolean isRefused(Outcome count) {
    return count instanceof Outcome.Rejected(Rejection why)
        && !(why instanceof Rejection.PaymentRefused(PaymentRefusal.NothingToMove nothing));
  }

  private void freeze(DeskId desk, AccountStatus status, Act act) {
    for (Balance drawer : drawers(desk)) {
      Account account = drawer.account();
      AccountRef ref = account.ref();
      Act named = new Act(act.key() + " " + account.unit(), act.actor(), act.reason());
      if (status == AccountStatus.OPEN) {
        ledger.accounts().unfreeze(ref, named).orThrow();
      } else {
        ledger.accounts().freeze(ref, status, named).orThrow();
      }
    }
  }

  private static FactBuilder version(
      DeskId desk, Optional<Fact> newest, LocalDate day, DeskDay.State state) {
    return JournalEntry.fact(ref(desk))
        .from(newest.map(Fact::version).orElse(0))
        .with(DeskDay.DAY, day.toString())
        .with(DeskDay.STATE, state.name());
  }

  private static DeskId deskOf(PaymentCommand command) {
    return switch (command) {
      case CashStep.Floated it -> it.desk();
      case CashStep.ToppedUp it -> it.at().desk();
      case CashStep.Withdrawn it -> it.at().desk();
      case CashStep.Collected it -> it.desk();
      case RedeemStep.PaidAtDesk it -> it.desk();
      case RemittanceStep.Received it -> it.desk();
      case RemittanceStep.Failed it -> it.desk();
      default ->
          throw new InvalidInputException(
              "command", "must take or pay cash at a desk", command.kind());
    };
  }

  private Optional<Fact> newest(DeskId desk) {
    return ledger.facts().newest(ref(desk));
  }

  private static Outcome retrying(Supplier<Outcome> attempt) {
    Outcome outcome = attempt.get();
    for (int i = 1; i < TRIES && isOvertaken(outcome); i++) {
      outcome = attempt.get();
    }
    return outcome;
  }

  private static boolean isOvertaken(Outcome outcome) {
    return outcome instanceof Outcome.Rejected(Rejection why)
        && (why instanceof Rejection.FactChanged
            || why instanceof Rejection.NotNewest
            || why instanceof Rejection.ConditionNotMet);
  }

  private static Outcome refused(PaymentRefusal why) {
    return new Outcome.Rejected(new Rejection.PaymentRefused(why));
  }

  private static FactRef ref(DeskId desk) {
    return FactRef.of(DeskDay.KIND, desk.value());
  }
}
