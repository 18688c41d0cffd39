package org.ledgercore.http.demo;

import java.io.PrintStream;

/** Counts and prints what was proved, what differs, and what cannot be shown yet. */
final class Checks {

  private final PrintStream out;
  private int passed;
  private int failed;

  Checks(PrintStream out) {
    this.out = out;
  }

  /** Counts a proof and prints it. */
  void check(boolean holds, String what) {
    quietly(holds, what);
    if (holds) {
      out.println("  ✓  " + what);
    }
  }

  /** Counts a proof and prints it only when it fails. */
  void quietly(boolean holds, String what) {
    if (holds) {
      passed++;
    } else {
      failed++;
      out.println("  ✗  DIFFERS: " + what);
    }
  }

  void summary() {
    out.println();
    out.println(passed + " proofs passed, " + failed + " differ");
  }

  boolean allPassed() {
    return failed == 0 && passed > 0;
  }
}
