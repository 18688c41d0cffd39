/**
 * The rooms of time: {@link org.ledgercore.periods.Calendars} says which days are business days,
 * {@link org.ledgercore.periods.Periods} closes the books through a day, seals the trial balance,
 * opens them again, and prepares the entry that ends a year.
 */
@NullMarked
package org.ledgercore.periods;

import org.jspecify.annotations.NullMarked;
