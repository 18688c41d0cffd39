package org.ledgercore.payouts;

import java.time.LocalDate;
import org.ledgercore.money.Money;

/**
 * One posting on a merchant's payable account that a payout pays, or is yet to pay.
 *
 * @param posting the posting's number; for a carried line that of the payout request it comes from
 * @param entry the number of its entry; for a carried line the cut-off of that payout
 * @param date the entry's business day
 * @param kind the entry's kind, such as {@code capture}; {@code carried} for a carried line
 * @param amount what it adds to the merchant's money; negative when it lessens it
 */
public record PayoutLine(long posting, long entry, LocalDate date, String kind, Money amount) {

  /** The kind of a line that carries to the next payout what this one did not pay. */
  public static final String CARRIED = "carried";

  /** Whether it carries a rest from one payout to the next. */
  public boolean isCarried() {
    return kind.equals(CARRIED);
  }
}
