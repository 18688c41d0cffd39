package org.ledgercore.benchmarks;

import java.io.PrintStream;

/** Where figures go: a table for people, or a JSON object per row with all else on the side. */
final class Report {

  private final PrintStream rows;
  private final PrintStream talk;
  private final boolean json;
  private boolean headed;

  private Report(PrintStream rows, PrintStream talk, boolean json) {
    this.rows = rows;
    this.talk = talk;
    this.json = json;
  }

  /** A report on this process's output. */
  static Report onConsole(boolean json) {
    return new Report(System.out, json ? System.err : System.out, json);
  }

  /** Says something to people. */
  void say(String sentence) {
    headed = false;
    talk.println(sentence);
  }

  /** Says something of passing interest. */
  void progress(String words) {
    System.err.println("  … " + words);
  }

  /** Prints a result. */
  void row(Row row) {
    if (json) {
      rows.println(row.json());
      return;
    }
    if (!headed) {
      rows.println(Row.heading());
      headed = true;
    }
    rows.println(row.text());
  }
}
