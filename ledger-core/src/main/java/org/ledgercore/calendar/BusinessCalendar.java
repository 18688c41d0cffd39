package org.ledgercore.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ledgercore.money.InvalidInputException;

/**
 * The business days of a set of books. Immutable; each {@code with} gives a changed copy.
 *
 * @param zone where the business day is looked at
 * @param weekend days of the week without business, at most six
 * @param holidays further days without business, in at most 50 years
 * @param cutOff the time of day from which what is recorded belongs to the next business day;
 *     midnight means the end of the day
 */
public record BusinessCalendar(
    ZoneId zone, Set<DayOfWeek> weekend, Set<LocalDate> holidays, LocalTime cutOff) {

  private static final int MAX_YEARS = 50;
  private static final String ZONE = "zone";
  private static final String WEEKEND = "weekend";
  private static final String CUT_OFF = "cut_off";
  private static final String HOLIDAYS = "holidays.";

  /** UTC, every day a business day, no cut-off before midnight: what holds until it is changed. */
  public static final BusinessCalendar DEFAULT =
      new BusinessCalendar(ZoneOffset.UTC, Set.of(), Set.of(), LocalTime.MIDNIGHT);

  public BusinessCalendar {
    weekend = Set.copyOf(weekend);
    holidays = Set.copyOf(holidays);
    if (weekend.size() == DayOfWeek.values().length) {
      throw new InvalidInputException(WEEKEND, "must be at most six days", weekend.size());
    }
    long years = holidays.stream().map(LocalDate::getYear).distinct().count();
    if (years > MAX_YEARS) {
      throw new InvalidInputException("holidays", "must lie in at most 50 years", years);
    }
  }

  /** A calendar of a zone where every day is a business day. */
  public static BusinessCalendar in(ZoneId zone) {
    return new BusinessCalendar(zone, Set.of(), Set.of(), LocalTime.MIDNIGHT);
  }

  public BusinessCalendar withWeekend(DayOfWeek... days) {
    return new BusinessCalendar(zone, Set.of(days), holidays, cutOff);
  }

  public BusinessCalendar withHolidays(Collection<LocalDate> days) {
    return new BusinessCalendar(zone, weekend, Set.copyOf(days), cutOff);
  }

  public BusinessCalendar withCutOff(LocalTime time) {
    return new BusinessCalendar(zone, weekend, holidays, time);
  }

  /** Whether business is done on this day. */
  public boolean isBusinessDay(LocalDate day) {
    return !weekend.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  /** The first business day after this day. */
  public LocalDate next(LocalDate day) {
    return onOrAfter(day.plusDays(1));
  }

  /** The last business day before this day. */
  public LocalDate previous(LocalDate day) {
    LocalDate before = day.minusDays(1);
    while (!isBusinessDay(before)) {
      before = before.minusDays(1);
    }
    return before;
  }

  /** This day, or the first business day after it. */
  public LocalDate onOrAfter(LocalDate day) {
    LocalDate found = day;
    while (!isBusinessDay(found)) {
      found = found.plusDays(1);
    }
    return found;
  }

  /** The business day to which an instant belongs. */
  public LocalDate dayOf(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    boolean late = !cutOff.equals(LocalTime.MIDNIGHT) && !local.toLocalTime().isBefore(cutOff);
    LocalDate day = local.toLocalDate();
    return onOrAfter(late ? day.plusDays(1) : day);
  }

  /** The calendar as named values, as its record in the log says it. */
  public SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    values.put(ZONE, zone.getId());
    values.put(CUT_OFF, cutOff.toString());
    StringBuilder days = new StringBuilder();
    new TreeSet<>(weekend).forEach(day -> days.append(days.isEmpty() ? "" : " ").append(day));
    values.put(WEEKEND, days.toString());
    for (LocalDate day : new TreeSet<>(holidays)) {
      String monthAndDay = MonthDay.from(day).toString().substring(2);
      values.merge(HOLIDAYS + day.getYear(), monthAndDay, (all, one) -> all + " " + one);
    }
    return values;
  }

  /** The calendar of a record; the default where it says nothing. */
  static BusinessCalendar of(Map<String, String> values) {
    if (!values.containsKey(ZONE)) {
      return DEFAULT;
    }
    try {
      Set<DayOfWeek> weekend = new TreeSet<>();
      for (String day : words(values.getOrDefault(WEEKEND, ""))) {
        weekend.add(DayOfWeek.valueOf(day));
      }
      Set<LocalDate> holidays = new TreeSet<>();
      values.forEach((name, days) -> {
        if (name.startsWith(HOLIDAYS)) {
          int year = Integer.parseInt(name.substring(HOLIDAYS.length()));
          words(days).forEach(day -> holidays.add(MonthDay.parse("--" + day).atYear(year)));
        }
      });
      LocalTime cutOff = LocalTime.parse(values.getOrDefault(CUT_OFF, "00:00"));
      return new BusinessCalendar(
          ZoneId.of(values.getOrDefault(ZONE, "Z")), weekend, holidays, cutOff);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a calendar: " + values, e);
    }
  }

  private static java.util.List<String> words(String text) {
    return text.isEmpty() ? java.util.List.of() : java.util.List.of(text.split(" ", -1));
  }
}
