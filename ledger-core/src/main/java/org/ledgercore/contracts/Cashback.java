package org.ledgercore.contracts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the customer gets back of a payment, and who pays for it. Computed like a {@link Fee} on the
 * gross; cut to the gross, and what the merchant pays to the merchant's part of it. Immutable.
 *
 * @param amount the price of it
 * @param paidBy who pays
 */
public record Cashback(Fee amount, PaidBy paidBy) {

  /** Who pays for cashback. */
  public enum PaidBy {
    /** The platform: an expense. */
    PLATFORM,
    /** The merchant: a smaller payable. */
    MERCHANT
  }

  /** None. */
  public static final Cashback NONE = new Cashback(Fee.none(), PaidBy.PLATFORM);

  /** Basis points that the platform pays. */
  public static Cashback byPlatform(int basisPoints) {
    return new Cashback(Fee.share(basisPoints), PaidBy.PLATFORM);
  }

  /** Basis points that the merchant pays. */
  public static Cashback byMerchant(int basisPoints) {
    return new Cashback(Fee.share(basisPoints), PaidBy.MERCHANT);
  }

  String text() {
    String price = amount.text();
    String payer = "paid=" + paidBy.name().toLowerCase(Locale.ROOT);
    return price + " " + payer;
  }

  static Cashback parse(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    Named named = Named.parse(text);
    return new Cashback(Fee.of(named), PaidBy.valueOf(named.word("paid", "PLATFORM")));
  }
}
