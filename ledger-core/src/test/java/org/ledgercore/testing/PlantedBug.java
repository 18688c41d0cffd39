package org.ledgercore.testing;

/**
 * One thing done wrong to the core on purpose.
 *
 * @param name what is wrong then
 * @param source the file below {@code org/ledgercore}
 * @param text what stands there, exactly once
 * @param replacement what stands there instead
 */
record PlantedBug(String name, String source, String text, String replacement) {

  @Override
  public String toString() {
    return name;
  }
}
