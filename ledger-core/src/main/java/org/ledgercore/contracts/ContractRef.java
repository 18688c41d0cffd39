package org.ledgercore.contracts;

import org.ledgercore.chart.AccountPath;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * Names a contract: with whom, for which kind of business, in which currency. Fixed parts, minima,
 * maxima and limits are minor units of that currency. Immutable.
 *
 * @param merchant letters, digits and {@code _ . -}; the dimension of the merchant's accounts
 * @param kind 1 to 40 lower-case letters, digits, hyphens and underscores, such as {@code card}
 * @param currency the code of a unit
 */
public record ContractRef(String merchant, String kind, String currency) {

  private static final String FACT = "contract";
  private static final int PARTS = 3;
  private static final int MAX_KIND = 40;
  private static final int MAX_CURRENCY = 12;

  public ContractRef {
    AccountPath.of("merchant:" + merchant);
    Text.required("contract kind", kind, MAX_KIND);
    Text.required("currency", currency, MAX_CURRENCY);
    if (!kind.chars().allMatch(ContractRef::isPlain) || currency.indexOf('/') >= 0) {
      throw new InvalidInputException("contract", "must be plain words", kind + " in " + currency);
    }
  }

  /** The contract that {@link #toString} wrote. */
  static ContractRef parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != PARTS) {
      throw new InvalidInputException("contract", "must read merchant/kind/currency", text);
    }
    return new ContractRef(parts[0], parts[1], parts[2]);
  }

  /** The fact whose versions are the versions of this contract. */
  public FactRef fact() {
    return FactRef.of(FACT, toString());
  }

  /** {@code school/card/IQD}. */
  @Override
  public String toString() {
    return merchant + "/" + kind + "/" + currency;
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
