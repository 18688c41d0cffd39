/**
 * How fast the ledger is, measured beside the fastest the same machine could possibly be.
 *
 * <p>{@link org.ledgercore.benchmarks.Bench} is the command line. Each {@link
 * org.ledgercore.benchmarks.Scenario} says what it will do and for how long, and prints our figure,
 * the ceiling and the baseline of the same run. {@link org.ledgercore.benchmarks.Server} has the
 * settings, {@link org.ledgercore.benchmarks.Traffic} the entries, {@link
 * org.ledgercore.benchmarks.Ceiling} the physical limit and {@link
 * org.ledgercore.benchmarks.Baseline} the textbook ledger.
 */
@NullMarked
package org.ledgercore.benchmarks;

import org.jspecify.annotations.NullMarked;
