/**
 * What the outside world says against what the journal says, from files to matches: {@link
 * org.ledgercore.reconciliation.Reconciliation} is the way in. Behind it stand statement readers,
 * the matcher and the breaks it leaves, each in a package of its own and usable by itself.
 *
 * <p>The same inputs give the same result to the byte. Nothing here knows of approvals.
 */
@NullMarked
package org.ledgercore.reconciliation;

import org.jspecify.annotations.NullMarked;
