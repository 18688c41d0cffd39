package org.ledgercore.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which days are open for posting: the calendar in force, and the day through which the books are
 * closed. Immutable.
 *
 * @param calendar the calendar
 * @param closedThrough the last closed day, null when no period is closed
 */
public record OpenDays(BusinessCalendar calendar, @Nullable LocalDate closedThrough) {

  /** The kind of facts that change the calendar. */
  public static final String CALENDAR = "calendar";

  /** The kind of facts that close and reopen periods. */
  public static final String PERIOD = "period";

  /** The name under which a period's record says how far the books are closed. */
  public static final String CLOSED_THROUGH = "closed_through";

  /** The default calendar and nothing closed. */
  public static final OpenDays ALL = new OpenDays(BusinessCalendar.DEFAULT, null);

  /** What holds after a record of this kind; other kinds change nothing. */
  public OpenDays after(String kind, Map<String, String> values) {
    return switch (kind) {
      case CALENDAR -> new OpenDays(BusinessCalendar.of(values), closedThrough);
      case PERIOD -> {
        String through = values.getOrDefault(CLOSED_THROUGH, "");
        yield new OpenDays(calendar, through.isEmpty() ? null : LocalDate.parse(through));
      }
      default -> this;
    };
  }

  /** Whether the books are closed on this day. */
  public boolean isClosed(LocalDate day) {
    return closedThrough != null && !day.isAfter(closedThrough);
  }

  /** The first business day after the closed ones; only when there are closed ones. */
  public LocalDate firstOpenDay() {
    if (closedThrough == null) {
      throw new IllegalStateException("no day is closed");
    }
    return calendar.next(closedThrough);
  }

  /** The day given, or else the business day of the instant. */
  public LocalDate dayOf(@Nullable LocalDate given, Instant recordedAt) {
    return given == null ? calendar.dayOf(recordedAt) : given;
  }
}
