package org.ledgercore.approvals.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.calendar.BusinessCalendar;
import org.ledgercore.testing.Covers;

/** Days on which the business is closed do not count; Baghdad is three hours ahead of UTC. */
@Covers("E21")
class WorkingTimeTest {

  /** 2026-06-18 is a Thursday; Fridays are off, and so is Saturday the 20th. */
  private static final BusinessCalendar CALENDAR =
      BusinessCalendar.in(ZoneId.of("Asia/Baghdad"))
          .withWeekend(DayOfWeek.FRIDAY)
          .withHolidays(List.of(LocalDate.of(2026, 6, 20)))
          .withCutOff(LocalTime.of(17, 0));

  @ParameterizedTest
  @CsvSource({
    "2026-06-18T10:00:00Z, PT2H, 2026-06-18T12:00:00Z",
    "2026-06-18T20:00:00Z, PT2H, 2026-06-20T22:00:00Z",
    "2026-06-18T20:00:00Z, PT1H, 2026-06-18T21:00:00Z",
    "2026-06-19T10:00:00Z, PT2H, 2026-06-20T23:00:00Z",
    "2026-06-17T10:00:00Z, P2D, 2026-06-21T10:00:00Z",
    "2026-06-19T10:00:00Z, PT0S, 2026-06-20T21:00:00Z"
  })
  void aSpan_countsWorkingTimeOnly(String from, String span, String due) {
    assertThat(WorkingTime.after(CALENDAR, Instant.parse(from), Duration.parse(span)))
        .isEqualTo(Instant.parse(due));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-18T10:00:00Z, 2026-06-18T14:00:00Z",
    "2026-06-18T14:30:00Z, 2026-06-21T14:00:00Z",
    "2026-06-19T10:00:00Z, 2026-06-21T14:00:00Z"
  })
  void theSameDay_endsAtTheCutOffOfTheBusinessDay(String from, String due) {
    assertThat(WorkingTime.sameDay(CALENDAR, Instant.parse(from))).isEqualTo(Instant.parse(due));
  }

  @ParameterizedTest
  @CsvSource({"2026-06-18T10:00:00Z, 2026-06-19T00:00:00Z"})
  void withoutACutOff_theSameDayEndsAtMidnight(String from, String due) {
    assertThat(WorkingTime.sameDay(BusinessCalendar.DEFAULT, Instant.parse(from)))
        .isEqualTo(Instant.parse(due));
  }
}
