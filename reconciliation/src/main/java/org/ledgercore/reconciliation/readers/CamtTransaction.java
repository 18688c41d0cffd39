package org.ledgercore.reconciliation.readers;

import java.util.ArrayList;
import java.util.List;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.LineDetail;
import org.ledgercore.reconciliation.statement.Reference;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementAccount;

/** Reads one {@code TxDtls}: a transaction inside an entry. */
final class CamtTransaction {

  private final XmlCursor xml;
  private final String owner;
  private final List<Reference> references = new ArrayList<>(4);
  private final StringBuilder text = new StringBuilder();
  private final CamtAmount amount;
  private final CamtAmount before;
  private String debtor = "";
  private String creditor = "";
  private String further = "";
  private boolean hasAmount;

  CamtTransaction(XmlCursor xml, StatementAccount account, String entry) {
    this.xml = xml;
    this.owner = entry + ".TxDtls";
    this.amount = new CamtAmount(xml, account, owner);
    this.before = new CamtAmount(xml, account, owner + ".AmtDtls.TxAmt");
  }

  /** Reads the element that the cursor has moved to. */
  void read() {
    while (xml.child()) {
      switch (xml.name()) {
        case "Refs" -> references();
        case "Amt" -> {
          amount.readIfOwn();
          hasAmount = true;
        }
        case "CdtDbtInd" -> amount.mark();
        case "AmtDtls" -> amountDetails();
        case "RltdPties" -> parties();
        case "RmtInf" -> remittance();
        case "AddtlTxInf" -> further = xml.text();
        default -> xml.skip();
      }
    }
  }

  /** What was read, in a line that is a credit or not. */
  LineDetail detail(boolean isCredit) {
    return new LineDetail(
        (hasAmount ? amount : before).signedOr(isCredit),
        references,
        isCredit ? debtor : creditor,
        text.isEmpty() ? further : text.toString());
  }

  private void references() {
    while (xml.child()) {
      switch (xml.name()) {
        case "AcctSvcrRef" -> refer(ReferenceKind.BANK);
        case "PmtInfId" -> refer(ReferenceKind.BATCH);
        case "InstrId" -> refer(ReferenceKind.CUSTOMER);
        case "EndToEndId" -> refer(ReferenceKind.END_TO_END);
        case "TxId" -> refer(ReferenceKind.TRANSACTION);
        case "MndtId" -> refer(ReferenceKind.MANDATE);
        case "ChqNb" -> refer(ReferenceKind.CHEQUE);
        default -> xml.skip();
      }
    }
  }

  private void refer(ReferenceKind kind) {
    Place place = new Place(xml.line(), owner, xml.name());
    String value = xml.text();
    place.read(() -> {
      LineBuilder.addReference(references, kind, value);
      return value;
    });
  }

  /** The transaction's amount in the account's currency, as the older versions have it. */
  private void amountDetails() {
    while (xml.child()) {
      if (xml.name().equals("TxAmt")) {
        transactionAmount();
      } else {
        xml.skip();
      }
    }
  }

  private void transactionAmount() {
    while (xml.child()) {
      if (xml.name().equals("Amt")) {
        before.readIfOwn();
      } else {
        xml.skip();
      }
    }
  }

  private void parties() {
    while (xml.child()) {
      switch (xml.name()) {
        case "Dbtr" -> debtor = CamtText.name(xml);
        case "Cdtr" -> creditor = CamtText.name(xml);
        default -> xml.skip();
      }
    }
  }

  private void remittance() {
    while (xml.child()) {
      switch (xml.name()) {
        case "Ustrd" -> text.append(text.isEmpty() ? "" : " ").append(xml.text());
        case "Strd" -> structured();
        default -> xml.skip();
      }
    }
  }

  private void structured() {
    while (xml.child()) {
      if (xml.name().equals("CdtrRefInf")) {
        creditorReference();
      } else {
        xml.skip();
      }
    }
  }

  private void creditorReference() {
    while (xml.child()) {
      if (xml.name().equals("Ref")) {
        refer(ReferenceKind.CREDITOR);
      } else {
        xml.skip();
      }
    }
  }
}
