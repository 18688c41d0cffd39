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

  /** The contract asks for a decision of the risk desk on the payment, and none allows it. */
  record CaptureNotAllowed(String payment) implements PaymentRefusal {
    @Override
    public String code() {
      return "CAPTURE_NOT_ALLOWED";
    }

    @Override
    public String sentence() {
      return "capture of " + payment + ": must be allowed by a risk decision";
    }
  }

  /** What needs an approval names none, or not the digest that was approved. */
  record ApprovalMissing(String kind) implements PaymentRefusal {
    @Override
    public String code() {
      return "APPROVAL_MISSING";
    }

    @Override
    public String sentence() {
      return kind + ": must name its approval and the approved digest";
    }
  }

  /** No rate holds at the instant of the command. */
  record NoRate(String rate, Instant at) implements PaymentRefusal {
    @Override
    public String code() {
      return "NO_RATE";
    }

    @Override
    public String sentence() {
      return "rate " + rate + ": must hold at " + at;
    }
  }

  /** More would be asked for than the contract allows over a span. */
  record AboveLimit(String limit, Money most, Money used, Money asked) implements PaymentRefusal {
    @Override
    public String code() {
      return "ABOVE_LIMIT";
    }

    @Override
    public String sentence() {
      return limit + ": must be at most " + most + ": " + asked + " on top of " + used;
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

  /** Nobody has named where the merchant is paid to. */
  record NoBeneficiary(String merchant) implements PaymentRefusal {
    @Override
    public String code() {
      return "NO_BENEFICIARY";
    }

    @Override
    public String sentence() {
      return "beneficiary of " + merchant + ": must be named";
    }
  }

  /** A payout to this version of the beneficiary came back. */
  record BeneficiaryBlocked(String merchant, int version, String payout) implements PaymentRefusal {
    @Override
    public String code() {
      return "BENEFICIARY_BLOCKED";
    }

    @Override
    public String sentence() {
      return "beneficiary of "
          + merchant
          + ": must change after payout "
          + payout
          + " came back: version "
          + version;
    }
  }

  /** The beneficiary has changed since the payout was asked for. */
  record BeneficiaryChanged(String payout, int version, int newest) implements PaymentRefusal {
    @Override
    public String code() {
      return "BENEFICIARY_CHANGED";
    }

    @Override
    public String sentence() {
      return "payout "
          + payout
          + ": must be asked for to version "
          + newest
          + " of the beneficiary: "
          + version;
    }
  }

  /** The unpaid lines up to the cut-off do not cover the payout. */
  record PayoutAboveLines(String payout, Money lines, Money asked) implements PaymentRefusal {
    @Override
    public String code() {
      return "PAYOUT_ABOVE_LINES";
    }

    @Override
    public String sentence() {
      return "payout " + payout + ": must be at most " + lines + ": " + asked;
    }
  }

  /** The cash desk's day is not open. */
  record DeskClosed(String desk, LocalDate day) implements PaymentRefusal {
    @Override
    public String code() {
      return "DESK_CLOSED";
    }

    @Override
    public String sentence() {
      return "desk " + desk + ": must be open: " + day;
    }
  }

  /** The cash desk has another day that is not closed, or is past the day. */
  record DeskDayRuns(String desk, LocalDate runs, LocalDate day) implements PaymentRefusal {
    @Override
    public String code() {
      return "DESK_DAY_RUNS";
    }

    @Override
    public String sentence() {
      return "desk " + desk + ": must have closed " + runs + " before it opens " + day;
    }
  }
}
