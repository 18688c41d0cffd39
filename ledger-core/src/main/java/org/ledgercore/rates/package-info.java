/**
 * Rates between currencies, in versions that are valid from instant to instant: what customers get,
 * and what reports and open positions are valued at. {@link org.ledgercore.rates.FxRates} is the
 * room to ask in. The ledger converts nothing by itself: a command says which rate it wants, and
 * its entry keeps the version.
 */
@NullMarked
package org.ledgercore.rates;

import org.jspecify.annotations.NullMarked;
