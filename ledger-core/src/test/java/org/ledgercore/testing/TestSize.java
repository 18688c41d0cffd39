package org.ledgercore.testing;

/**
 * How much a test does: a little in every build, all of it when {@code ./ledger test --full} asks
 * for that.
 */
public final class TestSize {

  /** The switch's name. */
  public static final String SWITCH = "ledger.test.full";

  private TestSize() {}

  /** What the property says; without it, the usual size or the full one. */
  public static int of(String property, int usual, Full full) {
    return Integer.getInteger(property, Boolean.getBoolean(SWITCH) ? full.size() : usual);
  }

  /** The size of a full run. */
  public record Full(int size) {}
}
