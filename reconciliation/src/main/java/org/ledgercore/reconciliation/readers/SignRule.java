package org.ledgercore.reconciliation.readers;

import java.util.Set;

/** How a CSV file says which way money went. */
public sealed interface SignRule {

  /**
   * One column with a sign: before or behind the number, or brackets for money out.
   *
   * @param amount the column
   * @param isOutPositive whether a positive number is money out, as on some card statements
   */
  record Signed(Column amount, boolean isOutPositive) implements SignRule {

    /** The usual rule: a positive number is money in. */
    public static Signed in(Column amount) {
      return new Signed(amount, false);
    }
  }

  /**
   * Two columns, of which exactly one is filled or not zero.
   *
   * @param out what left the account, as a number without sign
   * @param in what came in, as a number without sign
   */
  record TwoColumns(Column out, Column in) implements SignRule {}

  /**
   * A number without sign and a column that marks its direction.
   *
   * @param amount the number
   * @param mark the column of the mark
   * @param out the marks of money out, such as {@code S} or {@code DR}
   * @param in the marks of money in, such as {@code H} or {@code CR}
   */
  record Marked(Column amount, Column mark, Set<String> out, Set<String> in) implements SignRule {

    public Marked {
      out = Set.copyOf(out);
      in = Set.copyOf(in);
    }
  }

  /**
   * A provider's settlement file: net is gross without fee, and a line that does not add up is
   * refused. A blank fee is none.
   *
   * @param gross what the payer paid, negative for what was given back
   * @param fee what the provider kept
   * @param isFeeNegative whether the file writes a fee that was kept as a negative number
   * @param net the line's amount
   */
  record GrossAndFee(Column gross, Column fee, boolean isFeeNegative, Column net)
      implements SignRule {}
}
