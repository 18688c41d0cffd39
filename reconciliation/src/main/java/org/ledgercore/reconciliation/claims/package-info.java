/**
 * Which item is in which match. One item is in at most one live match: a unique index says so, and
 * a lost race is an answer.
 */
@NullMarked
package org.ledgercore.reconciliation.claims;

import org.jspecify.annotations.NullMarked;
