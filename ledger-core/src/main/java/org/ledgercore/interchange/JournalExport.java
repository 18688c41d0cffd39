package org.ledgercore.interchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.TrialBalance;

/**
 * Writes the journal for other programs, in the order of entry numbers, from the first entry to the
 * newest one there is at the call. Streams with flat memory. Debits are positive. The balances
 * asserted at the end are the ledger's own, so the program that reads the file re-proves them from
 * the postings. The ledger's records have no postings and stand as comments. Safe for many threads.
 */
public final class JournalExport {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private final Ledger ledger;

  /** The export of this ledger. */
  public JournalExport(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Writes a journal that hledger (1.25 or newer) accepts. */
  public void hledger(Writer out) throws IOException {
    write(new HledgerFormat(out));
    out.flush();
  }

  /** Writes a journal that beancount (2.3 or newer) accepts. */
  public void beancount(Writer out) throws IOException {
    write(new BeancountFormat(out));
    out.flush();
  }

  /** Writes CSV (RFC 4180), a header and one row per posting. */
  public void csv(Writer out) throws IOException {
    write(new CsvFormat(out));
    out.flush();
  }

  private void write(Format format) throws IOException {
    TrialBalance trial = ledger.trialBalance();
    List<Account> accounts = trial.balances().stream().map(Balance::account).toList();
    format.begin(accounts);
    LastDay last = new LastDay();
    try {
      if (trial.asOfEntry() > 0) {
        ledger
            .chain()
            .entries(new EntryRange(1, trial.asOfEntry()), entry -> write(format, entry, last));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!accounts.isEmpty()) {
      format.end(trial.balances(), last.day);
    }
  }

  private static final class LastDay {
    private LocalDate day = EARLIEST;
  }

  private static void write(Format format, RecordedEntry entry, LastDay last) {
    try {
      // A hold posts nothing: what is settled of it comes as an entry of its own.
      if (entry.entry().postings().isEmpty() || entry.entry().heldUntil() != null) {
        format.record(entry);
        return;
      }
      if (entry.effectiveDate().isAfter(last.day)) {
        last.day = entry.effectiveDate();
      }
      format.entry(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
