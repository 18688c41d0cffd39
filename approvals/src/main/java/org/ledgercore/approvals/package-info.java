/**
 * Maker-checker on top of a ledger: people and their rights, requests with the exact postings they
 * would make, decisions by other people, and what is posted then. Start at {@link
 * org.ledgercore.approvals.Approvals}; then {@code people}, {@code requests}, {@code gates}.
 *
 * <p>Self-approval is impossible by a constraint of the database on persons, whatever login, token
 * or delegation is used. Nothing here makes postings of its own but the inverse of a hold.
 */
@NullMarked
package org.ledgercore.approvals;

import org.jspecify.annotations.NullMarked;
