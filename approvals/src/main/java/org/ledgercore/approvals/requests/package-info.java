/**
 * Requests and what is decided about them: what is asked for is told as exact postings, the digest
 * of which another person signs; what is posted later has that very digest, or nothing is. Read
 * {@link org.ledgercore.approvals.requests.Requests} first, then {@link
 * org.ledgercore.approvals.requests.Operation}.
 */
@NullMarked
package org.ledgercore.approvals.requests;

import org.jspecify.annotations.NullMarked;
