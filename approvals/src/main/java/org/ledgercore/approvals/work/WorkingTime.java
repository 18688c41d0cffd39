package org.ledgercore.approvals.work;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.ledgercore.calendar.BusinessCalendar;

/**
 * Time as it counts for work: days on which the business is closed do not count at all, and a
 * working day lasts from midnight to midnight. Stateless.
 */
public final class WorkingTime {

  private WorkingTime() {}

  /** The instant that lies a span of working time after another one; spans may be zero. */
  public static Instant after(BusinessCalendar calendar, Instant from, Duration span) {
    ZoneId zone = calendar.zone();
    ZonedDateTime at = from.atZone(zone);
    if (!calendar.isBusinessDay(at.toLocalDate())) {
      at = calendar.onOrAfter(at.toLocalDate()).atStartOfDay(zone);
    }
    Duration left = span;
    while (true) {
      ZonedDateTime midnight = at.toLocalDate().plusDays(1).atStartOfDay(zone);
      Duration today = Duration.between(at, midnight);
      if (left.compareTo(today) <= 0) {
        return at.plus(left).toInstant();
      }
      left = left.minus(today);
      at = calendar.onOrAfter(midnight.toLocalDate()).atStartOfDay(zone);
    }
  }

  /** The cut-off of the business day that an instant belongs to; without one, the day's end. */
  public static Instant sameDay(BusinessCalendar calendar, Instant from) {
    LocalDate day = calendar.dayOf(from);
    boolean hasCutOff = !calendar.cutOff().equals(LocalTime.MIDNIGHT);
    LocalDateTime end = hasCutOff ? day.atTime(calendar.cutOff()) : day.plusDays(1).atStartOfDay();
    return end.atZone(calendar.zone()).toInstant();
  }
}
