/** Tests of the ledger as a host service uses it. */
@NullMarked
package org.ledgercore;

import org.jspecify.annotations.NullMarked;
