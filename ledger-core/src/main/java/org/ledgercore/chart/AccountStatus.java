package org.ledgercore.chart;

/** Which postings an account takes. Coming in adds to the balance on its normal side. */
public enum AccountStatus {
  OPEN,
  /** Nothing may come in. */
  FROZEN_IN,
  /** Nothing may go out. */
  FROZEN_OUT,
  /** Nothing may come in or go out. */
  FROZEN,
  /** Closed at zero, for good: every posting is refused. */
  CLOSED;

  /** Whether it takes a posting that adds to the balance, or one that lessens it. */
  public boolean takes(boolean isComingIn) {
    return switch (this) {
      case OPEN -> true;
      case FROZEN_IN -> !isComingIn;
      case FROZEN_OUT -> isComingIn;
      case FROZEN, CLOSED -> false;
    };
  }
}
