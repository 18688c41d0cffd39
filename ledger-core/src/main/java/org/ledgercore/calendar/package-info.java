/**
 * Days: which are business days, to which one an instant belongs, and which are open for posting.
 * Stretches of time from one instant to another. Pure: no SQL, no clock, no I/O; every type is
 * immutable and safe for many threads.
 */
@NullMarked
package org.ledgercore.calendar;

import org.jspecify.annotations.NullMarked;
