/**
 * The chart of accounts: types, sides, paths and the accounts themselves. An account is identified
 * by its path and currency; its number in a report's chart is an attribute and never an identifier.
 *
 * <p>Pure: no SQL, no clock, no I/O. Every type is immutable and safe for many threads.
 */
@NullMarked
package org.ledgercore.chart;

import org.jspecify.annotations.NullMarked;
