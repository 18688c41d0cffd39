/**
 * What the outside world says against what the journal says: statement readers, the matcher and the
 * breaks it leaves.
 *
 * <p>The same inputs give the same result to the byte. Nothing here knows of approvals.
 */
@NullMarked
package org.ledgercore.reconciliation;

import org.jspecify.annotations.NullMarked;
