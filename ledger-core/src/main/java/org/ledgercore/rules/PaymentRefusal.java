package org.ledgercore.rules;

import java.time.Instant;
import java.time.LocalDate;
import org.ledgercore.money.Money;

/** Why a payment command was refused, before it became an entry; the facts inside. */
public sealed interface PaymentRefusal {

  /** The rule's stable name in capitals. */
  String code();

  /** What happened, for people; derived from the facts. */
  String sentence();

  /** More would be refunded than was captured and is neither refunded, held nor disputed. */
  record RefundAboveCapacity(String payment, Money capacity, Money asked)
      implements PaymentRefusal {
    @Override
    public String code() {
      return "REFUND_ABOVE_CAPACITY";
    }

    @Override
    public String sentence() {
      return "refund of " + payment + ": must be at most " + capacity + ": " + asked;
    }
  }

  /** The state of the books leaves no amount to move. */
  record NothingToMove(String what) implements PaymentRefusal {
    @Override
    public String code() {
      return "NOTHING_TO_MOVE";
    }

    @Override
    public String sentence() {
      return what + ": there is nothing to move";
    }
  }

  /** More of a capture would be reversed than is neither refunded, held nor disputed. */
  record ReversalAboveCapacity(String payment, Money capacity, Money asked)
      implements PaymentRefusal {
    @Override
    public String code() {
      return "REVERSAL_ABOVE_CAPACITY";
    }

    @Override
    public String sentence() {
      return "reversal of " + payment + ": must be at most " + capacity + ": " + asked;
    }
  }

  /** What would be held for has been settled, by the entry named. */
  record AlreadySettled(String what, String kind, long entry) implements PaymentRefusal {
    @Override
    public String code() {
      return "ALREADY_SETTLED";
    }

    @Override
    public String sentence() {
      return what + ": must still be open: entry " + entry + " is " + kind;
    }
  }

  /** No contract holds at the instant of the command. */
  record NoContract(String merchant, String kind, Instant at) implements PaymentRefusal {
    @Override
    public String code() {
      return "NO_CONTRACT";
    }

    @Override
    public String sentence() {
      return "contract of " + merchant + " for " + kind + ": must hold at " + at;
    }
  }

  /** The reserve lot is not due yet. */
  record LotNotDue(long lot, LocalDate releaseOn, LocalDate today) implements PaymentRefusal {
    @Override
    public String code() {
      return "LOT_NOT_DUE";
    }

    @Override
    public String sentence() {
      return "reserve lot " + lot + ": must be due, on " + releaseOn + ": " + today;
    }
  }
}
