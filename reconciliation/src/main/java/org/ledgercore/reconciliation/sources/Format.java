package org.ledgercore.reconciliation.sources;

import java.util.List;
import java.util.Map;
import org.ledgercore.reconciliation.readers.Bai2Reader;
import org.ledgercore.reconciliation.readers.CamtReader;
import org.ledgercore.reconciliation.readers.CashCountReader;
import org.ledgercore.reconciliation.readers.CsvStatementReader;
import org.ledgercore.reconciliation.readers.Mt940Reader;
import org.ledgercore.reconciliation.readers.OfxReader;
import org.ledgercore.reconciliation.readers.StatementReader;
import org.ledgercore.reconciliation.statement.StatementAccount;

/** The formats of files. */
public enum Format {
  /** ISO 20022 camt.053, camt.052 and camt.054. */
  CAMT,
  /** SWIFT MT940, with its envelope or bare. */
  MT940,
  /** BAI2, version 2. */
  BAI2,
  /** OFX and QFX. */
  OFX,
  /** Comma-separated values, read by the source's mapping. */
  CSV,
  /** A desk's count of its drawer. */
  CASH_COUNT;

  /** A reader of this format for one account; a mapping is for CSV alone. */
  StatementReader reader(StatementAccount account, Map<String, String> mapping) {
    return switch (this) {
      case CAMT -> new CamtReader(List.of(account));
      case MT940 -> new Mt940Reader(List.of(account));
      case BAI2 -> new Bai2Reader(List.of(account));
      case OFX -> new OfxReader(List.of(account));
      case CSV -> new CsvStatementReader(account, CsvFields.mapping(mapping));
      case CASH_COUNT -> new CashCountReader(account);
    };
  }
}
