package org.ledgercore.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.money.InvalidInputException;

/** A point on two time axes: what was recorded, and of that what was effective. */
class AsOfTest {

  private static final Instant NOON = Instant.parse("2026-03-31T12:00:00.000001Z");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

  @Test
  void eachPoint_saysWhatItIs() {
    assertThat(AsOf.now().isRecordedNow()).isTrue();
    assertThat(AsOf.now()).hasToString("now");
    assertThat(AsOf.entry(7).entry()).isEqualTo(7);
    assertThat(AsOf.entry(7).isRecordedNow()).isFalse();
    assertThat(AsOf.entry(7).recorded()).isNull();
    assertThat(AsOf.entry(7)).hasToString("entry 7");
    assertThat(AsOf.recorded(NOON).recorded()).isEqualTo(NOON);
    assertThat(AsOf.recorded(NOON).isRecordedNow()).isFalse();
    assertThat(AsOf.recorded(NOON)).hasToString(NOON.toString());
    assertThat(AsOf.effective(DAY).effective()).isEqualTo(DAY);
    assertThat(AsOf.effective(DAY).isRecordedNow()).isTrue();
    assertThat(AsOf.effective(DAY)).hasToString("now, effective on 2026-03-31");
  }

  @Test
  void bothAxes_areKeptApart() {
    AsOf both = AsOf.recorded(NOON).effectiveOn(DAY);

    assertThat(both.recorded()).isEqualTo(NOON);
    assertThat(both.effective()).isEqualTo(DAY);
    assertThat(both.atEntry(3)).isEqualTo(AsOf.entry(3).effectiveOn(DAY));
    assertThat(both.atEntry(3).recorded()).isNull();
  }

  @Test
  void pointsAreEqual_whenAllOfThemIs() {
    List<AsOf> points =
        List.of(
            AsOf.now(),
            AsOf.entry(0),
            AsOf.entry(1),
            AsOf.recorded(NOON),
            AsOf.recorded(NOON.plusNanos(1_000)),
            AsOf.effective(DAY),
            AsOf.effective(DAY.plusDays(1)),
            AsOf.entry(1).effectiveOn(DAY));

    for (int i = 0; i < points.size(); i++) {
      AsOf point = points.get(i);
      AsOf again = AsOf.now();
      again = point.recorded() == null ? again : AsOf.recorded(point.recorded());
      again = point.entry() == null ? again : AsOf.entry(point.entry());
      again = point.effective() == null ? again : again.effectiveOn(point.effective());
      assertThat(point).isEqualTo(again).hasSameHashCodeAs(again).isNotEqualTo("now");
      for (int j = 0; j < i; j++) {
        assertThat(point).isNotEqualTo(points.get(j));
      }
    }
  }

  @Test
  void differentPoints_haveDifferentHashes() {
    assertThat(AsOf.entry(1).hashCode()).isNotEqualTo(AsOf.entry(2).hashCode());
  }

  @Test
  void theFirstEntryIsAfterZero() {
    assertThat(AsOf.entry(0).entry()).isZero();
    assertThatThrownBy(() -> AsOf.entry(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("entry: must be at least 0: -1");
    assertThatThrownBy(() -> AsOf.now().atEntry(-1)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void instantsAndDays_haveBounds() {
    Instant first = Instant.parse("1900-01-01T00:00:00Z");
    Instant last = Instant.parse("9999-12-30T23:59:59.999999Z");
    for (Instant instant : List.of(first, last)) {
      assertThat(AsOf.recorded(instant).recorded()).isEqualTo(instant);
    }
    for (Instant instant : List.of(first.minusNanos(1_000), last.plusNanos(1_000))) {
      assertThatThrownBy(() -> AsOf.recorded(instant))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("recorded: must be 1900-01-01 to 9999-12-31: " + instant);
    }
    for (LocalDate date : List.of(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31))) {
      assertThat(AsOf.effective(date).effective()).isEqualTo(date);
    }
    for (LocalDate date : List.of(LocalDate.of(1899, 12, 31), LocalDate.of(10_000, 1, 1))) {
      assertThatThrownBy(() -> AsOf.effective(date))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("effective: must be 1900-01-01 to 9999-12-31: " + date);
    }
  }
}
