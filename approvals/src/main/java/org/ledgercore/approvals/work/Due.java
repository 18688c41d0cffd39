package org.ledgercore.approvals.work;

import java.time.Duration;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/** When work is due. */
public sealed interface Due {

  /** A span of working time after it came up. */
  record Within(Duration span) implements Due {
    public Within {
      if (span.isNegative()) {
        throw new InvalidInputException("span", "must not be negative", span);
      }
    }
  }

  /** At the cut-off of the business day on which it came up. */
  record SameDay() implements Due {}

  /**
   * Before something else happens, such as the release of a payout; when that moves, so does this.
   *
   * @param event 1 to 200 code points, such as {@code payout:P-1}
   */
  record Before(String event) implements Due {
    private static final int MAX_EVENT = 200;

    public Before {
      Text.required("event", event, MAX_EVENT);
    }
  }
}
