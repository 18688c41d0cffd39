package org.ledgercore.money;

/**
 * A unit of account: a currency, electronic money or points. The exponent is the number of decimals
 * of the stored minor unit and never changes once the unit is open in a ledger; libraries that know
 * currencies disagree about it, so the ledger's own table decides.
 *
 * @param code 2 to 12 capital letters and digits, a letter first; compared exactly
 * @param exponent decimals of the minor unit, 0 to 8; IQD has 3
 * @param kind what the unit stands for
 * @param displayDecimals decimals that pages and PDFs show, 0 to {@code exponent}
 * @param cashStep smallest cash amount, in minor units, at least 1
 * @param transferStep smallest amount a bank transfer can carry, in minor units, at least 1
 */
public record Unit(
    String code,
    int exponent,
    UnitKind kind,
    int displayDecimals,
    long cashStep,
    long transferStep) {

  private static final int MAX_EXPONENT = 8;
  private static final int MIN_CODE = 2;
  private static final int MAX_CODE = 12;

  public Unit {
    requireCode(code);
    if (exponent < 0 || exponent > MAX_EXPONENT) {
      throw new InvalidInputException("exponent", "must be 0 to 8", exponent);
    }
    if (displayDecimals < 0 || displayDecimals > exponent) {
      throw new InvalidInputException("displayDecimals", "must be 0 to exponent", displayDecimals);
    }
    if (cashStep < 1) {
      throw new InvalidInputException("cashStep", "must be at least 1", cashStep);
    }
    if (transferStep < 1) {
      throw new InvalidInputException("transferStep", "must be at least 1", transferStep);
    }
  }

  /** A currency whose minor unit has {@code exponent} decimals, all of them displayed. */
  public static Unit fiat(String code, int exponent) {
    return new Unit(code, exponent, UnitKind.FIAT, exponent, 1, 1);
  }

  /** Electronic money whose minor unit has {@code exponent} decimals. */
  public static Unit eMoney(String code, int exponent) {
    return new Unit(code, exponent, UnitKind.E_MONEY, exponent, 1, 1);
  }

  /** Points, counted in whole pieces. */
  public static Unit points(String code) {
    return new Unit(code, 0, UnitKind.POINTS, 0, 1, 1);
  }

  /** The same unit, shown with {@code decimals} decimals on pages. */
  public Unit displayedWith(int decimals) {
    return new Unit(code, exponent, kind, decimals, cashStep, transferStep);
  }

  /** The same unit with the smallest cash amount, in minor units. */
  public Unit withCashStep(long minor) {
    return new Unit(code, exponent, kind, displayDecimals, minor, transferStep);
  }

  /** The same unit with the smallest transfer amount, in minor units. */
  public Unit withTransferStep(long minor) {
    return new Unit(code, exponent, kind, displayDecimals, cashStep, minor);
  }

  private static void requireCode(String code) {
    boolean fits = code.length() >= MIN_CODE && code.length() <= MAX_CODE;
    for (int i = 0; fits && i < code.length(); i++) {
      char c = code.charAt(i);
      fits = (c >= 'A' && c <= 'Z') || (i > 0 && c >= '0' && c <= '9');
    }
    if (!fits) {
      throw new InvalidInputException(
          "currency", "must be 2 to 12 capital letters and digits, a letter first", code);
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
