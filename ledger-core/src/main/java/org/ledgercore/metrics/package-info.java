/**
 * A ledger's batches as Micrometer meters. Optional: only who uses this package needs {@code
 * io.micrometer:micrometer-core} on the class path, and no other package of the ledger knows it.
 */
@NullMarked
package org.ledgercore.metrics;

import org.jspecify.annotations.NullMarked;
