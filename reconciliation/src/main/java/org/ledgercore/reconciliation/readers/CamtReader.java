package org.ledgercore.reconciliation.readers;

import java.io.InputStream;
import java.util.List;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementSink;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/**
 * Reads ISO 20022 statements: camt.053 (end of day), camt.052 (within the day) and camt.054
 * (details of entries), in every version, because all of them agree in the names of the elements
 * that matter. An entry with several transactions is one line with details. A file of another
 * message is refused.
 *
 * <p>Opening balance is OPBD, else PRCD (the closing one of the day before), else the first ITBD of
 * a statement in pages; closing is CLBD, else the last ITBD. All other balances (CLAV, FWAV, …) are
 * of what is available, not of what is booked, and left out, as is the credit line beside them.
 */
public final class CamtReader extends StatementReader {

  private final Declared accounts;

  /** A reader of files about any of these accounts. */
  public CamtReader(List<StatementAccount> accounts) {
    this.accounts = new Declared(accounts);
  }

  @Override
  void parse(InputStream file, StatementSink sink) {
    try (XmlCursor xml = new XmlCursor(file)) {
      document(xml, sink);
    }
  }

  private void document(XmlCursor xml, StatementSink sink) {
    xml.child();
    if (!xml.name().equals("Document")) {
      throw unknown(xml);
    }
    while (xml.child()) {
      switch (xml.name()) {
        case "BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn" -> message(xml, sink);
        default -> throw unknown(xml);
      }
    }
  }

  private void message(XmlCursor xml, StatementSink sink) {
    while (xml.child()) {
      switch (xml.name()) {
        case "Stmt", "Rpt", "Ntfctn" -> new CamtStatement(xml, accounts, sink).read();
        default -> xml.skip();
      }
    }
  }

  private static UnusableFileException unknown(XmlCursor xml) {
    return new UnusableFileException(
        xml.line(), "Document", "must be camt.052, camt.053 or camt.054", xml.name());
  }
}
