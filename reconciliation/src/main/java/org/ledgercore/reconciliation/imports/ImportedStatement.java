package org.ledgercore.reconciliation.imports;

import java.time.LocalDate;
import java.util.Optional;
import org.ledgercore.journal.Digest;

/**
 * A statement that is stored. Amounts are minor units of the account's declared unit.
 *
 * @param number 1, 2, 3 … in the order of import
 * @param file SHA-256 of the file it came in
 * @param account our name of the account
 * @param statementId the bank's id, which may be another statement's as well
 * @param sequence the bank's number
 * @param firstDay the first day it covers, as far as known
 * @param lastDay the last day it covers, as far as known
 * @param opening the balance before its lines, when stated
 * @param closing the balance after its lines, when stated
 * @param movement the sum of its booked lines
 * @param known the part of the movement that earlier files had told already
 * @param lines how many lines it has
 * @param newLines how many of them no earlier file had
 * @param gap whether it proves its balances, as of now: a missing file that comes later heals it
 */
public record ImportedStatement(
    long number,
    Digest file,
    String account,
    String statementId,
    String sequence,
    Optional<LocalDate> firstDay,
    Optional<LocalDate> lastDay,
    Optional<Long> opening,
    Optional<Long> closing,
    long movement,
    long known,
    long lines,
    long newLines,
    Gap gap) {

  ImportedStatement with(Gap found) {
    return new ImportedStatement(
        number,
        file,
        account,
        statementId,
        sequence,
        firstDay,
        lastDay,
        opening,
        closing,
        movement,
        known,
        lines,
        newLines,
        found);
  }

  /** Whether opening and lines make the closing balance, as far as both are stated. */
  boolean addsUp() {
    return opening.isEmpty()
        || closing.isEmpty()
        || Math.addExact(opening.get(), movement) == closing.get();
  }

  /**
   * Whether it goes on where another one ended. Of overlapping downloads the lines that both have
   * count once, whichever came first.
   */
  boolean goesOnFrom(ImportedStatement before) {
    if (before.closing.isEmpty()) {
      return true;
    }
    long ended = before.closing.get();
    if (opening.isEmpty()) {
      return closing.isEmpty() || ended + movement - known == closing.get();
    }
    long opened = opening.get();
    return opened == ended || opened + known == ended || opened == ended - before.known;
  }
}
