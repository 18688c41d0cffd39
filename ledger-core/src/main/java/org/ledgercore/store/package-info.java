/**
 * The tables of the journal and nothing else: migrations, reading the state a batch is decided on,
 * writing a decided batch, reading entries back. Knows SQL, decides nothing. Not API: embedders use
 * {@code org.ledgercore.Ledger}.
 *
 * <p>The SQL of the posting path is written out, with its parameters as arrays, because its shape
 * is the design (see {@link org.ledgercore.store.BatchWriter}); reading is jOOQ on the generated
 * tables in {@code org.ledgercore.store.tables}.
 */
@NullMarked
package org.ledgercore.store;

import org.jspecify.annotations.NullMarked;
