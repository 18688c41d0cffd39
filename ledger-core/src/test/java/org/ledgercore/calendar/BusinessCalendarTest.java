package org.ledgercore.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.money.InvalidInputException;

/** Business days; 2026-04-03 is a Friday, the weekend of this calendar Friday and Saturday. */
class BusinessCalendarTest {

  private static final BusinessCalendar BAGHDAD =
      BusinessCalendar.in(ZoneId.of("Asia/Baghdad"))
          .withWeekend(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)
          .withHolidays(List.of(LocalDate.of(2026, 4, 5), LocalDate.of(2028, 2, 29)))
          .withCutOff(LocalTime.of(17, 0));

  @ParameterizedTest
  @CsvSource({
    "2026-04-01T13:59:59.999999Z, 2026-04-01", // 16:59 in Baghdad
    "2026-04-01T14:00:00Z, 2026-04-02", // the cut-off itself
    "2026-04-01T21:00:00Z, 2026-04-02", // midnight there, not here
    "2026-04-02T14:00:00Z, 2026-04-06", // weekend and holiday lie between
    "2026-04-03T08:00:00Z, 2026-04-06",
  })
  void dayOf_rollsForward(String instant, LocalDate day) {
    assertThat(BAGHDAD.dayOf(Instant.parse(instant))).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-31T23:59:59.999999Z, 2026-03-31",
    "2026-04-01T00:00:00Z, 2026-04-01",
    "2026-04-04T12:00:00Z, 2026-04-04",
  })
  void dayOf_byDefault_isTheDayInUtc(String instant, LocalDate day) {
    assertThat(BusinessCalendar.DEFAULT.dayOf(Instant.parse(instant))).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({"2026-04-02, 2026-04-06, 2026-04-01", "2026-04-06, 2026-04-07, 2026-04-02"})
  void nextAndPrevious_leaveOutWeekendAndHolidays(LocalDate day, LocalDate next, LocalDate before) {
    assertThat(BAGHDAD.next(day)).isEqualTo(next);
    assertThat(BAGHDAD.previous(day)).isEqualTo(before);
  }

  @Test
  void values_giveTheCalendarBack() {
    assertThat(BAGHDAD.values())
        .hasToString(
            "{cut_off=17:00, holidays.2026=04-05, holidays.2028=02-29, weekend=FRIDAY SATURDAY,"
                + " zone=Asia/Baghdad}");
    assertThat(BusinessCalendar.of(BAGHDAD.values())).isEqualTo(BAGHDAD);
    assertThat(BusinessCalendar.of(BusinessCalendar.DEFAULT.values()))
        .isEqualTo(BusinessCalendar.DEFAULT);
    assertThat(BusinessCalendar.of(Map.of())).isEqualTo(BusinessCalendar.DEFAULT);
  }

  @Test
  void weekend_ofSevenDays_refused() {
    assertThatThrownBy(() -> BusinessCalendar.DEFAULT.withWeekend(DayOfWeek.values()))
        .isInstanceOf(InvalidInputException.class);
  }
}
