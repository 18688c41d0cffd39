package org.ledgercore.rules;

/** A refusal as an exception, for callers who asked for one with {@link Outcome#orThrow}. */
public final class RejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Rejection why;

  public RejectedException(Rejection why) {
    super(why.code() + ": " + why.sentence());
    this.why = why;
  }

  /** The rule that was broken and its facts. */
  public Rejection why() {
    return why;
  }
}
