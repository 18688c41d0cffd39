package org.ledgercore.reconciliation.breaks;

import java.time.LocalDate;
import org.ledgercore.money.Money;

/**
 * Somebody asks to write a break off.
 *
 * @param breakId which break
 * @param amount what would be lost, positive
 * @param age days since its value date
 * @param maker who asks
 * @param reason why
 * @param date the day on which it would be posted
 */
public record WriteOff(
    String breakId, Money amount, long age, String maker, String reason, LocalDate date) {}
