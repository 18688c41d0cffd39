package org.ledgercore.reconciliation.readers;

import java.util.Optional;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/** An {@code Amt} and the {@code CdtDbtInd} that gives it its sign. */
final class CamtAmount {

  private final XmlCursor xml;
  private final StatementAccount account;
  private final String owner;
  private long minor = -1;
  private int sign;

  /** An amount yet to be read, named in refusals after the element that owns it. */
  CamtAmount(XmlCursor xml, StatementAccount account, String owner) {
    this.xml = xml;
    this.account = account;
    this.owner = owner;
  }

  /** Reads the amount that the cursor has moved to. */
  void read() {
    String currency = xml.attribute("Ccy");
    long line = xml.line();
    String text = xml.text();
    try {
      requireDeclared(currency);
      minor = Decimals.POINT.unsigned(text, account.unit());
    } catch (InvalidInputException e) {
      throw new UnusableFileException(line, owner + ".Amt", e);
    }
  }

  /** Reads the amount if it is in the account's currency; the line keeps its own otherwise. */
  void readIfOwn() {
    if (xml.attribute("Ccy").equals(account.unit().code())) {
      read();
    } else {
      xml.skip();
    }
  }

  /** Reads the mark that the cursor has moved to. */
  void mark() {
    long line = xml.line();
    String text = xml.text();
    sign =
        switch (text) {
          case "CRDT" -> 1;
          case "DBIT" -> -1;
          default ->
              throw new UnusableFileException(
                  line, owner + ".CdtDbtInd", "must be CRDT or DBIT", text);
        };
  }

  /** Whether the mark says that money came in. */
  boolean isCredit() {
    return sign > 0;
  }

  /** The amount with its sign. */
  Money signed() {
    if (minor < 0) {
      throw new UnusableFileException(xml.line(), owner + ".Amt", "must be there", "");
    }
    if (sign == 0) {
      throw new UnusableFileException(xml.line(), owner + ".CdtDbtInd", "must be there", "");
    }
    return Money.ofMinor(sign * minor, account.unit());
  }

  /** The amount with its own sign, or else its owner's; empty when there is no amount. */
  Optional<Money> signedOr(boolean isCredit) {
    if (minor < 0) {
      return Optional.empty();
    }
    long effective = sign == 0 ? (isCredit ? 1 : -1) : sign;
    return Optional.of(Money.ofMinor(effective * minor, account.unit()));
  }

  private void requireDeclared(String currency) {
    if (!currency.equals(account.unit().code())) {
      throw new InvalidInputException(
          "currency", "must be " + account.unit().code() + ", as declared", currency);
    }
  }
}
