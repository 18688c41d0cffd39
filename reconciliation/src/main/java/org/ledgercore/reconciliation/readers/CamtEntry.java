package org.ledgercore.reconciliation.readers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.LineDetail;
import org.ledgercore.reconciliation.statement.LineStatus;
import org.ledgercore.reconciliation.statement.Reference;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementLine;

/** Reads one {@code Ntry}: the line and the transactions it books. */
final class CamtEntry {

  private final XmlCursor xml;
  private final StatementAccount account;
  private final int number;
  private final String owner;
  private final List<Reference> references = new ArrayList<>(4);
  private final List<CamtTransaction> transactions = new ArrayList<>(1);
  private final CamtAmount amount;
  private @Nullable LocalDate booked;
  private @Nullable LocalDate valued;
  private LineStatus status = LineStatus.BOOKED;
  private boolean reversal;
  private String code = "";
  private String text = "";

  CamtEntry(XmlCursor xml, StatementAccount account, int number) {
    this.xml = xml;
    this.account = account;
    this.number = number;
    this.owner = "Ntry[" + number + "]";
    this.amount = new CamtAmount(xml, account, owner);
  }

  /** Reads the element that the cursor has moved to. */
  StatementLine read() {
    while (xml.child()) {
      switch (xml.name()) {
        case "NtryRef" -> refer(ReferenceKind.CUSTOMER);
        case "Amt" -> amount.read();
        case "CdtDbtInd" -> amount.mark();
        case "RvslInd" -> reversal = isTrue(xml.text());
        case "Sts" -> status = status();
        case "BookgDt" -> booked = CamtText.date(xml, owner, "BookgDt");
        case "ValDt" -> valued = CamtText.date(xml, owner, "ValDt");
        case "AcctSvcrRef" -> refer(ReferenceKind.BANK);
        case "BkTxCd" -> code = bankCode();
        case "NtryDtls" -> details();
        case "AddtlNtryInf" -> text = xml.text();
        default -> xml.skip();
      }
    }
    return line();
  }

  private StatementLine line() {
    LocalDate value = valued;
    LocalDate day = booked == null ? value : booked;
    if (day == null) {
      throw new Place(xml.line(), owner, "BookgDt").refuse("must be there", "");
    }
    List<LineDetail> details =
        transactions.stream().map(it -> it.detail(amount.isCredit())).toList();
    boolean hasOwnText = details.size() == 1 && !details.get(0).text().isEmpty();
    LineBuilder line =
        StatementLine.on(day, amount.signed())
            .valued(value == null ? day : value)
            .status(status)
            .reversal(reversal)
            .code(code)
            .references(references)
            .text(hasOwnText ? "" : text)
            .raw(hasOwnText ? text : "")
            .details(details);
    return line.build(number);
  }

  private void refer(ReferenceKind kind) {
    Place place = new Place(xml.line(), owner, xml.name());
    String value = xml.text();
    place.read(() -> {
      LineBuilder.addReference(references, kind, value);
      return value;
    });
  }

  /** A code in the old versions, a choice in the newer ones. */
  private LineStatus status() {
    Place place = new Place(xml.line(), owner, "Sts");
    String said = xml.textOrChild("Cd");
    return switch (said) {
      case "BOOK" -> LineStatus.BOOKED;
      case "PDNG", "FUTR" -> LineStatus.PENDING;
      case "INFO" -> LineStatus.INFORMATION;
      default -> throw place.refuse("must be BOOK, PDNG, FUTR or INFO", said);
    };
  }

  private String bankCode() {
    String domain = "";
    String proprietary = "";
    while (xml.child()) {
      switch (xml.name()) {
        case "Domn" -> domain = domain();
        case "Prtry" -> proprietary = CamtText.first(xml, "Cd");
        default -> xml.skip();
      }
    }
    return domain.isEmpty() ? proprietary : domain;
  }

  private String domain() {
    StringBuilder joined = new StringBuilder();
    while (xml.child()) {
      switch (xml.name()) {
        case "Cd", "SubFmlyCd" -> joined.append(joined.isEmpty() ? "" : "-").append(xml.text());
        case "Fmly" -> joined.append('-').append(domain());
        default -> xml.skip();
      }
    }
    return joined.toString();
  }

  private void details() {
    while (xml.child()) {
      switch (xml.name()) {
        case "Btch" -> batch();
        case "TxDtls" -> {
          CamtTransaction next = new CamtTransaction(xml, account, owner);
          next.read();
          transactions.add(next);
        }
        default -> xml.skip();
      }
    }
  }

  private void batch() {
    while (xml.child()) {
      switch (xml.name()) {
        case "PmtInfId" -> refer(ReferenceKind.BATCH);
        default -> xml.skip();
      }
    }
  }

  private static boolean isTrue(String text) {
    return text.equals("true") || text.equals("1");
  }
}
