package org.ledgercore.capturefile;

import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * What became of one line.
 *
 * @param line its number in the file, the first is 1
 * @param reference the provider's reference; empty when it could not be read
 * @param verdict what became of it
 * @param entry the number of the entry that it is, or conflicts with; 0 when there is none
 * @param field the column that was refused; empty when the line as a whole was
 * @param sentence why; empty when it was posted
 */
public record LineResult(
    long line, String reference, Verdict verdict, long entry, String field, String sentence) {

  /** What becomes of a line. */
  public enum Verdict {
    /** Posted. */
    ACCEPTED,
    /** Posted before, with the same content. */
    REPLAYED,
    /** Posted before, with other content; the sentence names both. */
    CONFLICTING,
    /** Refused. */
    REJECTED
  }

  static LineResult unreadable(long line, String reference, InvalidInputException why) {
    String sentence = why.field() + ": " + why.rule() + ": " + why.value();
    return new LineResult(line, reference, Verdict.REJECTED, 0, why.field(), sentence);
  }

  static LineResult of(long line, String reference, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var entry) ->
          new LineResult(line, reference, Verdict.ACCEPTED, entry.number(), "", "");
      case Outcome.Replayed(var first) ->
          new LineResult(line, reference, Verdict.REPLAYED, first.number(), "", "");
      case Outcome.Rejected(Rejection.KeyReused why) ->
          new LineResult(
              line, reference, Verdict.CONFLICTING, why.first().number(), "", why.sentence());
      case Outcome.Rejected(Rejection why) ->
          new LineResult(line, reference, Verdict.REJECTED, 0, "", why.sentence());
    };
  }
}
