package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.RejectedException;
import org.ledgercore.testing.LedgerExtension;

/** What became of something that a caller tried, in one line; and the rows of tables of it. */
final class Verdict {

  static final String ACCEPTED = "accepted";
  static final String REPLAYED = "replayed";

  /** Does what a row says; returns outcomes, or anything else that counts as accepted. */
  interface Act {
    Object does();
  }

  /**
   * A row of a table.
   *
   * @param id the row of the failure catalogue and what is tried
   * @param act does it
   * @param expected the verdict; one that ends with an ellipsis is only its beginning
   */
  record Row(String id, Act act, String expected) {
    @Override
    public String toString() {
      return id;
    }
  }

  private Verdict() {}

  /** A row that an {@link InvalidInputException} refuses: field, rule, value. */
  static Row invalid(String id, Act act, String message) {
    return new Row(id, act, "InvalidInputException: " + message);
  }

  /** A row that a rejection refuses: its code and sentence. */
  static Row rejected(String id, Act act, String codeAndSentence) {
    return new Row(id, act, codeAndSentence);
  }

  /** Does it and says what became of it. */
  static String of(Act act) {
    try {
      return said(act.does());
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).isEqualTo(e.field() + ": " + e.rule() + ": " + e.value());
      return "InvalidInputException: " + e.getMessage();
    } catch (RejectedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Does what a row of refusals says: the verdict must be the row's and nothing may be stored. */
  static void refuses(LedgerExtension db, Row row) {
    Stored before = Stored.in(db);
    String verdict = of(row.act());
    if (row.expected().endsWith("…")) {
      assertThat(verdict).startsWith(row.expected().substring(0, row.expected().length() - 1));
    } else {
      assertThat(verdict).isEqualTo(row.expected());
    }
    assertThat(verdict).isNotIn(ACCEPTED, REPLAYED);
    assertThat(Stored.in(db)).isEqualTo(before);
  }

  private static String said(Object result) {
    return switch (result) {
      case Outcome.Rejected(var why) -> String.valueOf(new RejectedException(why).getMessage());
      case Outcome.Replayed replayed -> REPLAYED;
      case List<?> results when !results.isEmpty() -> said(results.getLast());
      default -> ACCEPTED;
    };
  }
}
