/**
 * Runs of the matcher, stored so that each can be done again: the same files, the same place in the
 * journal, the same rules and the same claims give the same report to the byte.
 */
@NullMarked
package org.ledgercore.reconciliation.runs;

import org.jspecify.annotations.NullMarked;
