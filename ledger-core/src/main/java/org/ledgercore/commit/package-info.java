/**
 * Where a decision meets the database: appending a batch of commands to the journal, either in a
 * transaction of the ledger's own or in the caller's.
 *
 * <p>Appending batch N is a compare-and-swap on batch N − 1 and its head. Writers take turns so
 * that they do not collide, but safety is the key, not the turn. Reading order: {@link
 * org.ledgercore.commit.Appender}, {@code OwnTransaction}, {@code UnknownCommit}, {@link
 * org.ledgercore.commit.JoinedAppender}. Not API: embedders use {@code org.ledgercore.Ledger}; they
 * meet this package's exceptions, and {@link org.ledgercore.commit.Batches} when they measure.
 */
@NullMarked
package org.ledgercore.commit;

import org.jspecify.annotations.NullMarked;
