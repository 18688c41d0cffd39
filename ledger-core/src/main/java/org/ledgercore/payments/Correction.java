package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.PaymentRefusal;

/** A wrong entry is put right by two new ones under one approval: P10b1, P10b2. */
public sealed interface Correction extends PaymentCommand {

  /** The kind of the entry that takes back a capture; it lowers GMV. */
  String CAPTURE_REVERSED = "capture_reversed";

  /**
   * P10b1: the inverse of a capture's entry, linked to it. What its reserve lot no longer holds is
   * taken from what is available. Refused when part of the payment is refunded, held or disputed,
   * so that less than the capture is left of it: what went back to the customer cannot be reversed.
   *
   * @param provider who captured
   * @param reference the provider's reference of the capture
   * @param occasion when, why, and who approved it
   */
  record CaptureReversed(ProviderId provider, String reference, Occasion occasion)
      implements Correction {
    @Override
    public String kind() {
      return CAPTURE_REVERSED;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.at("capture_reversal", provider, reference);
    }

    @Override
    public Needs needs() {
      return Needs.entry(PaymentKeys.capture(provider, reference), Capture.KIND)
          .withPayment()
          .withFunds();
    }

    @Override
    public Optional<PaymentRefusal> refusal(Situation situation) {
      Money gross = situation.beforeEntry().postings().getFirst().amount();
      Money capacity = situation.payment().orElseThrow().refundable();
      return capacity.minus(gross).isNegative()
          ? Optional.of(
              new PaymentRefusal.ReversalAboveCapacity(occasion.caseId(), capacity, gross))
          : Optional.empty();
    }

    @Override
    public JournalEntry entry(Situation situation) {
      RecordedEntry capture = situation.before().orElseThrow();
      Unit unit = capture.entry().postings().getFirst().amount().unit();
      Money left =
          situation.fundsIn(unit).lots().stream()
              .filter(lot -> lot.lot() == capture.number())
              .map(ReserveLot::left)
              .findFirst()
              .orElse(Money.zero(unit));
      return Row.of(this, situation)
          .whileLotsHold()
          .inverseOf(capture, left)
          .with("reverses", Long.toString(capture.number()))
          .build();
    }
  }

  /**
   * P10b2: a reversed capture is posted again as it should have been, once.
   *
   * @param capture as it should have been
   */
  record CapturedAgain(Capture capture) implements Correction {
    @Override
    public Occasion occasion() {
      return capture.occasion();
    }

    @Override
    public String kind() {
      return Capture.KIND;
    }

    @Override
    public EntryKey key() {
      return PaymentKeys.at("capture_again", capture.provider(), capture.reference());
    }

    @Override
    public Needs needs() {
      return Needs.entry(
          PaymentKeys.at("capture_reversal", capture.provider(), capture.reference()));
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return capture.legs(Row.of(this)).build();
    }
  }
}
