package org.ledgercore.payments;

import org.ledgercore.contracts.ContractVersion;
import org.ledgercore.journal.Condition;

/**
 * What a contract says at the instant of a command, and what must hold for that still to be so.
 *
 * @param version the version that holds
 * @param unchanged no further version was recorded
 */
record Agreed(ContractVersion version, Condition unchanged) {}
