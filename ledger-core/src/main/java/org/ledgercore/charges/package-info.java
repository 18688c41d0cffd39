/**
 * Payments that are expected and have not come yet. {@link org.ledgercore.charges.Charges} imports
 * them, finds them, and follows them to the entries that pay them. A charge moves no money.
 */
@NullMarked
package org.ledgercore.charges;

import org.jspecify.annotations.NullMarked;
