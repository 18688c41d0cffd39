package org.ledgercore.rules;

import java.time.Instant;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Money;

/**
 * Why a command that follows an earlier entry was refused: a reversal, or the settling or letting
 * go of a hold. In order of precedence, after {@link Rejection.KeyReused} and before every rule
 * about units and accounts.
 */
public sealed interface PartRejection extends Rejection {

  /** The journal has no entry of this number. */
  record NoSuchEntry(long number) implements PartRejection {
    @Override
    public String code() {
      return "NO_SUCH_ENTRY";
    }

    @Override
    public String sentence() {
      return "entry: must be one of this journal: " + number;
    }
  }

  /** The entry is one that cannot be reversed. */
  record NotReversible(long number, String is) implements PartRejection {
    @Override
    public String code() {
      return "NOT_REVERSIBLE";
    }

    @Override
    public String sentence() {
      return "entry: must not be " + is + " to be reversed: " + number;
    }
  }

  /** The entry reserves nothing. */
  record NotAHold(long number) implements PartRejection {
    @Override
    public String code() {
      return "NOT_A_HOLD";
    }

    @Override
    public String sentence() {
      return "entry: must be a hold: " + number;
    }
  }

  /** The hold was settled, let go, or has expired. */
  record HoldClosed(long hold, Remainder.State state, long by) implements PartRejection {
    @Override
    public String code() {
      return "HOLD_CLOSED";
    }

    @Override
    public String sentence() {
      return "hold: must be open, but was " + state + " by entry " + by + ": " + hold;
    }
  }

  /** The entry was reversed whole. */
  record NothingLeft(long number) implements PartRejection {
    @Override
    public String code() {
      return "NOTHING_LEFT";
    }

    @Override
    public String sentence() {
      return "entry: must have something left: " + number;
    }
  }

  /** The amounts are not a part of the entry, whatever is left of it. */
  record PartDoesNotFit(long number, String rule) implements PartRejection {
    @Override
    public String code() {
      return "PART_DOES_NOT_FIT";
    }

    @Override
    public String sentence() {
      return "amounts: must " + rule + ": part of entry " + number;
    }
  }

  /** A leg has less left than is to be taken; legs count from 0. */
  record MoreThanIsLeft(long number, int leg, Money left, Money asked) implements PartRejection {
    @Override
    public String code() {
      return "MORE_THAN_IS_LEFT";
    }

    @Override
    public String sentence() {
      return "amounts["
          + leg
          + "]: must be at most "
          + left
          + ", which is left of entry "
          + number
          + ": "
          + asked;
    }
  }

  /** The hold would be over before it began. */
  record ExpiryPassed(Instant expiresAt, Instant now) implements PartRejection {
    @Override
    public String code() {
      return "EXPIRY_PASSED";
    }

    @Override
    public String sentence() {
      return "expiresAt: must be after " + now + ": " + expiresAt;
    }
  }

  /** Something is pending on the account that was to be closed. */
  record HoldsOpen(AccountRef account) implements PartRejection {
    @Override
    public String code() {
      return "HOLDS_OPEN";
    }

    @Override
    public String sentence() {
      return "account: must have no open holds to be closed: " + account;
    }
  }
}
