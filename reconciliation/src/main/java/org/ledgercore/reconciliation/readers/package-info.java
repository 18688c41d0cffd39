/**
 * Readers of statement files: each turns the bytes of one format into the values of {@link
 * org.ledgercore.reconciliation.statement}, line by line, with memory for one line and no more.
 *
 * <p>{@link org.ledgercore.reconciliation.readers.StatementReader} says what all of them promise.
 * {@link org.ledgercore.reconciliation.readers.CamtReader} reads camt.053, .052 and .054, {@link
 * org.ledgercore.reconciliation.readers.Mt940Reader} MT940, {@link
 * org.ledgercore.reconciliation.readers.Bai2Reader} BAI2, {@link
 * org.ledgercore.reconciliation.readers.OfxReader} OFX, {@link
 * org.ledgercore.reconciliation.readers.CsvStatementReader} a bank's or provider's CSV by a {@link
 * org.ledgercore.reconciliation.readers.CsvMapping}, and {@link
 * org.ledgercore.reconciliation.readers.CashCountReader} a desk's count.
 */
@NullMarked
package org.ledgercore.reconciliation.readers;

import org.jspecify.annotations.NullMarked;
