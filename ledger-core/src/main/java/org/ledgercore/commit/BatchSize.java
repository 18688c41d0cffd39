package org.ledgercore.commit;

/**
 * How large a batch may grow.
 *
 * @param entries the most entries; one call may have more
 * @param legs the most legs; one call may have more
 * @param oneRequest larger ones are copied; the crossover is in benchmarks/README.md
 */
public record BatchSize(int entries, int legs, int oneRequest) {

  /** What was measured to be best. */
  public static final BatchSize MEASURED = new BatchSize(8_192, 40_000, 100);
}
