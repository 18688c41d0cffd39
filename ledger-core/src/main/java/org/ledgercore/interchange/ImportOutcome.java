package org.ledgercore.interchange;

import org.ledgercore.journal.Digest;

/** What became of a file. The compiler makes a caller look at all three. */
public sealed interface ImportOutcome {

  /**
   * Everything in the file is in the journal, durably.
   *
   * @param file SHA-256 of the file's bytes
   * @param entries how many entries it has
   * @param replayed how many of them were there before this call
   */
  record Imported(Digest file, long entries, long replayed) implements ImportOutcome {}

  /**
   * The file breaks a rule; nothing was posted and no account opened.
   *
   * @param file the name of the file
   * @param line the line, the header being 1; 0 when the fault is in no line
   * @param field the column, or what else is meant
   * @param rule the rule that was broken, in words
   * @param value the offending value, shortened
   */
  record Refused(String file, long line, String field, String rule, String value)
      implements ImportOutcome {

    /** What happened, for people. */
    public String sentence() {
      String place = line == 0 ? file : file + " line " + line;
      return place + ": " + field + ": " + rule + ": " + value;
    }
  }

  /**
   * The file was right, and then somebody else changed the books so that an entry was refused. What
   * comes before it in the file is posted, in the file's order. When the cause is gone, the same
   * call goes on.
   *
   * @param why the entry's line, what it was refused for, and the refusal's sentence
   * @param entries how many of the file's entries are in the journal
   */
  record Stopped(Refused why, long entries) implements ImportOutcome {}

  /** What was imported, or an {@link IllegalStateException} that says why nothing was. */
  default Imported orThrow() {
    return switch (this) {
      case Imported done -> done;
      case Refused refused -> throw new IllegalStateException(refused.sentence());
      case Stopped stopped -> throw new IllegalStateException(stopped.why().sentence());
    };
  }
}
