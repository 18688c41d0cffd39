package org.ledgercore.capturefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.ledgercore.contracts.Terms;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.ContractCapture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.Under;

/**
 * What the merchants of a file are charged: makes the command of a line, a {@link Capture} on terms
 * or a {@link ContractCapture}. Called by the thread that loads.
 */
public interface Pricing {

  /** The command of a line. */
  PaymentCommand capture(Line line);

  /**
   * What a line says.
   *
   * @param provider whose file it is
   * @param reference the provider's own reference
   * @param merchant for whom
   * @param gross what the customer paid
   * @param at when, if the layout names a column for it
   * @param occasion the business day, the case, and what the entry keeps
   */
  record Line(
      ProviderId provider,
      String reference,
      MerchantId merchant,
      Money gross,
      Optional<Instant> at,
      Occasion occasion) {}

  /** What a merchant is charged for captures of a day. */
  interface Agreement {
    Terms of(MerchantId merchant, LocalDate day);
  }

  /** The same terms for everybody. */
  static Pricing terms(Terms terms) {
    return agreed((merchant, day) -> terms);
  }

  /** Terms by merchant and business day. */
  static Pricing agreed(Agreement agreement) {
    return line ->
        new Capture(
            line.provider(),
            line.reference(),
            line.merchant(),
            line.gross(),
            agreement.of(line.merchant(), line.occasion().date()),
            line.occasion());
  }

  /**
   * The merchants' contracts for a kind of business, at the instant that each line says; see {@link
   * CaptureLayout#at}.
   */
  static Pricing contracts(String kind) {
    return line -> {
      Instant at =
          line.at()
              .orElseThrow(
                  () -> new InvalidInputException("layout", "must name the column of", "AT"));
      return new ContractCapture(
          line.provider(),
          line.reference(),
          line.merchant(),
          line.gross(),
          Under.contract(kind, at),
          line.occasion());
    };
  }
}
