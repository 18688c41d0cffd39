package org.ledgercore.payments;

import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;

/** A wrong entry is put right by two new ones under one approval: P10b1, P10b2. */
public sealed interface Correction extends PaymentCommand {

  /** The kind of the entry that takes back a capture; it lowers GMV. */
  String CAPTURE_REVERSED = "capture_reversed";

  /**
   * P10b1: the inverse of a capture's entry, linked to it.
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
      return Needs.entry(PaymentKeys.capture(provider, reference), Capture.KIND);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      RecordedEntry capture = situation.before().orElseThrow();
      return Row.of(this)
          .inverseOf(capture.entry())
          .withOwnLot(capture)
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
