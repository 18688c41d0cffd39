/** The tables of approvals and the transactions in which they change together with the ledger. */
@NullMarked
package org.ledgercore.approvals.store;

import org.jspecify.annotations.NullMarked;
