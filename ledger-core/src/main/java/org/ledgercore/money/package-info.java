/**
 * Units and amounts. An amount is a {@code long} count of minor units of one unit; arithmetic is
 * exact or it throws, and nothing here rounds unless the caller names the rounding.
 *
 * <p>Pure: no SQL, no clock, no I/O. Every type is immutable and safe for many threads.
 */
@NullMarked
package org.ledgercore.money;

import org.jspecify.annotations.NullMarked;
