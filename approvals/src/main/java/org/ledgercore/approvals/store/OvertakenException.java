package org.ledgercore.approvals.store;

import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.answers.Refusal;

/** Somebody else came first: what was read no longer holds, and all is done again. */
public final class OvertakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Refusal lasting;

  public OvertakenException(String by) {
    this(by, null);
  }

  /** One that is a refusal if it lasts. */
  public OvertakenException(String by, @Nullable Refusal lasting) {
    super(by, null, false, false);
    this.lasting = lasting;
  }

  /** What it is if it does not go away; null when that cannot be. */
  public @Nullable Refusal lasting() {
    return lasting;
  }
}
