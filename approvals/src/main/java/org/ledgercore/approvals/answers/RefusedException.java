package org.ledgercore.approvals.answers;

/** A refusal as an exception, for callers who asked for one with {@link Answer#orThrow}. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal why;

  public RefusedException(Refusal why) {
    super(why.code() + ": " + why.sentence());
    this.why = why;
  }

  /** The rule that was broken and its facts. */
  public Refusal why() {
    return why;
  }
}
