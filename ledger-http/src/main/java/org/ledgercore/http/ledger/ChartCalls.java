package org.ledgercore.http.ledger;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.calendar.BusinessCalendar;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Unit;
import org.ledgercore.money.UnitKind;

/** What the whole ledger goes by: units, the calendar, periods. */
public final class ChartCalls {

  private final Desk desk;

  public ChartCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * A unit.
   *
   * @param code 2 to 12 capital letters and digits
   * @param exponent decimals of the minor unit, 0 to 8; never changes
   * @param kind what it stands for
   * @param displayDecimals decimals that pages show; missing for all
   * @param cashStep smallest cash amount in minor units; missing for 1
   * @param transferStep smallest transfer in minor units; missing for 1
   */
  public record UnitCard(
      String code,
      int exponent,
      UnitKind kind,
      @Nullable Integer displayDecimals,
      @Nullable Long cashStep,
      @Nullable Long transferStep) {

    static UnitCard of(Unit unit) {
      return new UnitCard(
          unit.code(),
          unit.exponent(),
          unit.kind(),
          unit.displayDecimals(),
          unit.cashStep(),
          unit.transferStep());
    }
  }

  /**
   * Names a unit.
   *
   * @param code its code
   */
  public record WhichUnit(String code) {}

  /** Nothing to be said. */
  public record Nothing() {}

  /**
   * Which days are business days.
   *
   * @param zone where the business day is looked at, such as {@code Asia/Baghdad}
   * @param weekend days of the week without business
   * @param holidays further days without business
   * @param cutOff the time from which what is recorded belongs to the next business day
   */
  public record Calendar(
      String zone, List<DayOfWeek> weekend, List<LocalDate> holidays, LocalTime cutOff) {

    static Calendar of(BusinessCalendar calendar) {
      return new Calendar(
          calendar.zone().getId(),
          calendar.weekend().stream().sorted().toList(),
          calendar.holidays().stream().sorted().toList(),
          calendar.cutOff());
    }
  }

  /**
   * Another calendar.
   *
   * @param calendar the calendar
   * @param reason why, 1 to 1000 characters
   */
  public record CalendarChange(Calendar calendar, String reason) {}

  /**
   * How far the books are closed.
   *
   * @param closedThrough the last closed day; missing when none is
   */
  public record ClosedThrough(@Nullable LocalDate closedThrough) {}

  /**
   * A closing of all days up to one.
   *
   * @param through the last day to be closed
   * @param reason why, 1 to 1000 characters
   */
  public record Closing(LocalDate through, String reason) {}

  /**
   * A reopening of a day and all after it.
   *
   * @param from the first day to be open again
   * @param reason why, 1 to 1000 characters
   */
  public record Reopening(LocalDate from, String reason) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("openUnit", UnitCard.class, UnitCard.class, this::openUnit);
    to.one("getUnit", WhichUnit.class, UnitCard.class, this::unit);
    to.one("getCalendar", Nothing.class, Calendar.class, this::calendar);
    to.one("changeCalendar", CalendarChange.class, Views.Entry.class, this::changeCalendar);
    to.one("getClosedThrough", Nothing.class, ClosedThrough.class, this::closedThrough);
    to.page("listPeriods", Nothing.class, Views.Entry.class, this::periods);
    to.one("closePeriod", Closing.class, Views.Entry.class, this::close);
    to.one("reopenPeriod", Reopening.class, Views.Entry.class, this::reopen);
  }

  /** Opens a unit, or finds it open as the same thing. */
  public Answer<UnitCard> openUnit(Call call, UnitCard wanted) {
    Integer shown = wanted.displayDecimals();
    Long cash = wanted.cashStep();
    Long transfer = wanted.transferStep();
    Unit unit =
        new Unit(
            wanted.code(),
            wanted.exponent(),
            wanted.kind(),
            shown == null ? wanted.exponent() : shown,
            cash == null ? 1 : cash,
            transfer == null ? 1 : transfer);
    return Answer.recorded(UnitCard.of(desk.ledger().openUnit(unit, call.author())));
  }

  /** One unit. */
  public Answer<UnitCard> unit(Call call, WhichUnit which) {
    return Answer.found(desk.ledger().queries().unit(which.code()).map(UnitCard::of));
  }

  /** The calendar in force. */
  public Answer<Calendar> calendar(Call call, Nothing nothing) {
    return Answer.found(Calendar.of(desk.ledger().calendar().current()));
  }

  /** Puts another calendar in force, from the next entry on. */
  public Answer<Views.Entry> changeCalendar(Call call, CalendarChange wanted) {
    Calendar next = wanted.calendar();
    BusinessCalendar calendar =
        new BusinessCalendar(
            zone(next.zone()),
            Set.copyOf(next.weekend()),
            Set.copyOf(next.holidays()),
            next.cutOff());
    return Answer.of(
        desk.ledger().calendar().change(calendar, call.actor(), wanted.reason()), Views.Entry::of);
  }

  /** How far the books are closed. */
  public Answer<ClosedThrough> closedThrough(Call call, Nothing nothing) {
    return Answer.found(new ClosedThrough(desk.ledger().periods().closedThrough().orElse(null)));
  }

  /** Every closing and reopening, the oldest first. */
  public Answer<Page<Views.Entry>> periods(Call call, Nothing nothing) {
    return Answer.found(
        new Page<>(
            desk.ledger().periods().history().stream()
                .map(fact -> Views.Entry.of(fact.record()))
                .toList(),
            null));
  }

  /** Closes the books through a day and seals the trial balance. */
  public Answer<Views.Entry> close(Call call, Closing wanted) {
    return Answer.of(
        desk.ledger().periods().close(wanted.through(), call.actor(), wanted.reason()),
        Views.Entry::of);
  }

  /** Opens the books again from a closed day on. */
  public Answer<Views.Entry> reopen(Call call, Reopening wanted) {
    return Answer.of(
        desk.ledger().periods().reopen(wanted.from(), call.actor(), wanted.reason()),
        Views.Entry::of);
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new InvalidInputException("calendar.zone", "must be a time zone", id);
    }
  }
}
