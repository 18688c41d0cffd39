/**
 * Work that waits for people: queues, due times by the business calendar or by an event, owners,
 * escalation. Nothing here decides a request.
 */
@NullMarked
package org.ledgercore.approvals.work;

import org.jspecify.annotations.NullMarked;
