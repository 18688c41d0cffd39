/**
 * The journal for other programs: hledger and beancount journals with balance assertions, and CSV;
 * and books from elsewhere: opening balances and whole histories from CSV. Formats and the mapping
 * of names are described in {@code docs/interchange.md}.
 */
@NullMarked
package org.ledgercore.interchange;

import org.jspecify.annotations.NullMarked;
