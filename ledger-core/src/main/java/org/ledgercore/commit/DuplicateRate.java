package org.ledgercore.commit;

/**
 * Whether keys are looked up before a batch is written. While duplicates are rare the unique index
 * is trusted to find them; after a batch that ran into one, keys are probed first until a number of
 * batches in a row had none.
 */
final class DuplicateRate {

  private static final int QUIET_BATCHES = 32;

  private int probeFor;

  /** A batch ran into a used key. */
  void collided() {
    probeFor = QUIET_BATCHES;
  }

  /** A batch was probed and had so many used keys. */
  void probed(int used) {
    probeFor = used > 0 ? QUIET_BATCHES : probeFor - 1;
  }

  boolean mustProbe() {
    return probeFor > 0;
  }
}
