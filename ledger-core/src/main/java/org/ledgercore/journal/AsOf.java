package org.ledgercore.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/**
 * A point on the ledger's two time axes: what was <b>recorded</b> up to an entry or an instant, and
 * of that, what was <b>effective</b> up to a business day. Immutable.
 */
public final class AsOf {

  private static final AsOf NOW = new AsOf(null, null, null);
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);
  private static final String BOUNDS = "must be 1900-01-01 to 9999-12-31";

  private final @Nullable Long entry;
  private final @Nullable Instant recorded;
  private final @Nullable LocalDate effective;

  private AsOf(@Nullable Long entry, @Nullable Instant recorded, @Nullable LocalDate effective) {
    this.entry = entry;
    this.recorded = recorded;
    this.effective = effective;
  }

  /** Everything recorded, whatever its effective date. */
  public static AsOf now() {
    return NOW;
  }

  /** Everything recorded up to this entry; 0 is before the first. */
  public static AsOf entry(long number) {
    if (number < 0) {
      throw new InvalidInputException("entry", "must be at least 0", number);
    }
    return new AsOf(number, null, null);
  }

  /**
   * Everything recorded up to this instant, microseconds included; the answer tells which entry was
   * the newest then.
   */
  public static AsOf recorded(Instant instant) {
    if (instant.isBefore(startOf(EARLIEST)) || !instant.isBefore(startOf(LATEST))) {
      throw new InvalidInputException("recorded", BOUNDS, instant);
    }
    return new AsOf(null, instant, null);
  }

  /** Of everything recorded, what is effective on this business day or before. */
  public static AsOf effective(LocalDate date) {
    return NOW.effectiveOn(date);
  }

  /** The same recorded point, and of that only what is effective on this day or before. */
  public AsOf effectiveOn(LocalDate date) {
    if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
      throw new InvalidInputException("effective", BOUNDS, date);
    }
    return new AsOf(entry, recorded, date);
  }

  /** The same effective date, of what was recorded up to this entry. */
  public AsOf atEntry(long number) {
    return new AsOf(entry(number).entry, null, effective);
  }

  /** The newest entry to be counted, or null. */
  public @Nullable Long entry() {
    return entry;
  }

  /** The instant up to which is counted, or null. */
  public @Nullable Instant recorded() {
    return recorded;
  }

  /** Whether everything recorded is meant, however much that will be. */
  public boolean isRecordedNow() {
    return entry == null && recorded == null;
  }

  /** The last business day to be counted, or null. */
  public @Nullable LocalDate effective() {
    return effective;
  }

  private static Instant startOf(LocalDate date) {
    return date.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AsOf that
        && Objects.equals(entry, that.entry)
        && Objects.equals(recorded, that.recorded)
        && Objects.equals(effective, that.effective);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entry, recorded, effective);
  }

  @Override
  public String toString() {
    String known = entry != null ? "entry " + entry : recorded != null ? "" + recorded : "now";
    return effective == null ? known : known + ", effective on " + effective;
  }
}
