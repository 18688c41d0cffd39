package org.ledgercore.payments;

import java.time.LocalDate;
import org.ledgercore.money.Text;

/**
 * When something happened and to which case it belongs.
 *
 * @param date the business day
 * @param caseId the id shared by all entries, requests and lines of one case, 1 to 255 code points
 */
public record Occasion(LocalDate date, String caseId) {

  private static final int MAX = 255;

  public Occasion {
    Text.required("caseId", caseId, MAX);
  }

  /** {@code Occasion.on(day, "pay_001")}. */
  public static Occasion on(LocalDate date, String caseId) {
    return new Occasion(date, caseId);
  }
}
