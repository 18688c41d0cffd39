/**
 * The journal's values: an entry and its postings, the canonical form that its digest is taken
 * over, and the Merkle tree and chained head that seal a batch of entries.
 *
 * <p>An entry that exists is balanced in every currency. Pure: no SQL, no clock, no I/O; every type
 * is immutable and safe for many threads, except {@link org.ledgercore.journal.EntryBuilder}.
 * Reading order: {@code JournalEntry}, {@code EntryBuilder}, {@code CanonicalForm}, {@code
 * MerkleTree}, {@code BatchHeader}. The forms are described byte by byte in {@code
 * docs/canonical-form.md}.
 */
@NullMarked
package org.ledgercore.journal;

import org.jspecify.annotations.NullMarked;
