package org.ledgercore.payments;

import org.ledgercore.money.Money;

/**
 * Earned money moves from the clients' account to the platform's own, at one bank.
 *
 * @param sweep its id, 1 to 255 code points
 * @param bank where both accounts are
 * @param amount how much
 * @param occasion when, and the case
 */
public record Sweep(String sweep, BankId bank, Money amount, Occasion occasion) {}
