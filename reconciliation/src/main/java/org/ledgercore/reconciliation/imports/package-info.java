/**
 * Statements from outside, stored once: {@link
 * org.ledgercore.reconciliation.imports.StatementImports} takes a file through a {@link
 * org.ledgercore.reconciliation.imports.StatementConnection} and says what became of it as an
 * {@link org.ledgercore.reconciliation.imports.ImportOutcome}.
 *
 * <p>A file is known by the digest of its bytes, a line by its {@link
 * org.ledgercore.reconciliation.imports.LineIdentity}; the bank's statement id names nothing,
 * because banks use it again.
 */
@NullMarked
package org.ledgercore.reconciliation.imports;

import org.jspecify.annotations.NullMarked;
