package org.ledgercore.interchange;

import java.io.IOException;
import java.time.LocalDate;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;

/**
 * Brings books from elsewhere into a ledger: an opening trial balance, or a whole history. A file
 * with a fault is refused as a whole, and the refusal names line, field, rule and value. Units must
 * be open; accounts are opened when the file says of what type they are. Columns and rules are in
 * {@code docs/interchange.md}. Safe for many threads; each call keeps its own thread busy until it
 * is done.
 */
public final class JournalImport {

  /** Where opening balances come from when the caller names no account. */
  public static final AccountPath OWNER_FUNDS = AccountPath.of("owner_funds");

  private final Ledger ledger;

  /** The import into this ledger. */
  public JournalImport(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The same through {@link #OWNER_FUNDS}. */
  public ImportOutcome opening(ImportFile balances, LocalDate day) throws IOException {
    return opening(balances, day, OWNER_FUNDS);
  }

  /**
   * Posts a trial balance as one entry of kind {@code opening}. What debits and credits differ by
   * goes to the equity account. The entry's key is the file's digest: a second call is a replay.
   *
   * @param day the entry's effective date
   * @param equity the path of an account of type equity, opened when missing
   * @throws IOException when the file cannot be read; nothing was posted
   */
  public ImportOutcome opening(ImportFile balances, LocalDate day, AccountPath equity)
      throws IOException {
    try {
      return new OpeningImport(ledger, balances, day, equity).run();
    } catch (ImportRefusal refusal) {
      return refusal.of(balances.name());
    }
  }

  /**
   * Posts a history, entry by entry, with the keys and dates of the file. The file is checked from
   * end to end before the first entry is posted. A call that ended in the middle, by an exception
   * or with its process, is repeated: it goes on where it ended, and the journal is the same.
   *
   * @param actor who imports, 1 to 255 code points
   * @param reason why, 1 to 1,000 code points
   * @throws IOException when the file cannot be read to its end, or changed meanwhile
   */
  public ImportOutcome history(ImportFile file, String actor, String reason) throws IOException {
    return history(new HistoryImport(ledger, file, null, by(actor, reason)), file);
  }

  /**
   * The same, refused unless it leads to these balances, which must list every account that the
   * file moves and that does not end at zero.
   */
  public ImportOutcome history(ImportFile file, ImportFile balances, String actor, String reason)
      throws IOException {
    return history(new HistoryImport(ledger, file, balances, by(actor, reason)), file);
  }

  private static HistoryImport.By by(String actor, String reason) {
    return new HistoryImport.By(actor, reason);
  }

  private static ImportOutcome history(HistoryImport run, ImportFile file) throws IOException {
    try {
      return run.run();
    } catch (ImportRefusal refusal) {
      return refusal.of(file.name());
    }
  }
}
