/**
 * Facts about subjects: whatever changes and is not money, kept as numbered versions in the same
 * log, each with who made it and why. {@link org.ledgercore.facts.Facts} is the room to ask in; a
 * version is an entry built by {@link org.ledgercore.journal.FactBuilder} and posted like any
 * other.
 */
@NullMarked
package org.ledgercore.facts;

import org.jspecify.annotations.NullMarked;
