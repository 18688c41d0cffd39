package org.ledgercore.payments;

import java.util.Optional;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.PaymentRefusal;

/**
 * A capture as its contract tells it.
 *
 * @param entry its entry; empty when it is refused
 * @param refusal why it is
 */
record Told(Optional<JournalEntry> entry, Optional<PaymentRefusal> refusal) {}
