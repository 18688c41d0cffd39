package org.ledgercore.approvals.people;

/** What a right allows. */
public enum Mark {
  /** To see. */
  READ("R"),
  /** To ask for. */
  MAKE("M"),
  /** To decide on what somebody else asked for. */
  CHECK("C"),
  /** To do without asking. */
  DO("X");

  private final String letter;

  Mark(String letter) {
    this.letter = letter;
  }

  /** The letter by which tables and pages name it. */
  public String letter() {
    return letter;
  }

  static Mark of(String letter) {
    for (Mark mark : values()) {
      if (mark.letter.equals(letter)) {
        return mark;
      }
    }
    throw new IllegalArgumentException("no mark has the letter " + letter);
  }
}
