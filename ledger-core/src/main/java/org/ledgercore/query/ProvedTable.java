package org.ledgercore.query;

import java.util.Set;

/**
 * One table of mutable facts while the journal goes by: its rows are read at the start and believed
 * only as far as records of the log vouch for them. A pass may begin in the middle of the journal:
 * rows whose record lies before the span are then taken as they stand, rows behind it do not count.
 *
 * <p>To prove a further table: implement this, and add it to the list in {@link ProvedTables}.
 */
interface ProvedTable {

  /** The kinds of records that it answers for; each kind has one table. */
  Set<String> kinds();

  /**
   * Proves that what a record of one of its kinds says is what the table holds, and adds the
   * accounts that the record is about to {@code entry.touched()}.
   */
  void pass(ProvedEntry entry);

  /** Hears every entry, records included, once its legs are proved and its figures have moved. */
  default void follow(ProvedEntry entry) {}

  /** Proves, at the end, that no row stands without a record. */
  void finish();
}
