package org.ledgercore.journal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * How much of an earlier entry is to be reversed, or of a hold to be settled, and under which key.
 *
 * @param key the caller's name for the new entry
 * @param effectiveDate its effective date; null for the business day of recording
 * @param amounts what to take of each leg, in leg order, zero for nothing; null for all that is
 *     left
 * @param isFinal whether what is left of a hold after it is let go; all that is left always is
 */
public record Part(
    EntryKey key,
    @Nullable LocalDate effectiveDate,
    @Nullable List<Money> amounts,
    boolean isFinal) {

  /** What the new entry does to the earlier one. */
  public enum Purpose {
    REVERSES("ledger.reverses", "reversal"),
    SETTLES("ledger.settles", "settlement");

    private final String link;
    private final String kind;

    Purpose(String link, String kind) {
      this.link = link;
      this.kind = kind;
    }

    /** The metadata name behind which the earlier entry's number stands. */
    public String link() {
      return link;
    }
  }

  /** The metadata name that tells which part it was. */
  public static final String PART = "ledger.part";

  public Part {
    amounts = amounts == null ? null : List.copyOf(amounts);
    if (amounts != null && amounts.stream().anyMatch(Money::isNegative)) {
      throw new InvalidInputException("amounts", "must not be negative", amounts);
    }
  }

  /** All that is left. */
  public static Part rest(EntryKey key, @Nullable LocalDate effectiveDate) {
    return new Part(key, effectiveDate, null, true);
  }

  /** So much of each leg. */
  public Part taking(List<Money> ofEachLeg) {
    return new Part(key, effectiveDate, ofEachLeg, false);
  }

  /** The same, and what is left of the hold after it is let go. */
  public Part andRelease() {
    return new Part(key, effectiveDate, amounts, true);
  }

  /** The new entry, linked to the earlier one by its metadata; no legs when they are not known. */
  public JournalEntry entry(
      Purpose purpose, long of, @Nullable String correlation, List<Posting> legs) {
    EntryBuilder parts = LogRecords.restoring(effectiveDate);
    if (correlation != null) {
      parts.correlatedWith(correlation);
    }
    parts.with(purpose.link, Long.toString(of));
    parts.with(PART, amounts == null ? "rest" : isFinal ? "final" : "given");
    legs.forEach(parts::leg);
    return LogRecords.restored(parts, key, purpose.kind);
  }

  /** The legs that a hold's part posts, or that a reversal's part posts on the other side. */
  public static Posting leg(Posting of, long minor, boolean isTurned) {
    Side side = isTurned ? of.side().opposite() : of.side();
    return new Posting(of.account(), side, Money.ofMinor(minor, of.amount().unit()));
  }
}
