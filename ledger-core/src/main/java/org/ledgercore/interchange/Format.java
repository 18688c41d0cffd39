package org.ledgercore.interchange;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.RecordedEntry;

/** How one program wants a journal written. */
interface Format {

  /** What stands before the entries: units and accounts. */
  void begin(List<Account> accounts) throws IOException;

  /** An entry with postings. */
  void entry(RecordedEntry entry) throws IOException;

  /** One of the ledger's own records, which has none. */
  void record(RecordedEntry entry) throws IOException;

  /** What stands behind the entries: assertions of balances after the last effective date. */
  void end(List<Balance> balances, LocalDate last) throws IOException;
}
