package org.ledgercore.reconciliation.matching;

/**
 * Spreads the bits of a number for tables: the finalizer of SplitMix64 (Steele and others, 2014).
 */
final class Spread {

  private Spread() {}

  static long of(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
