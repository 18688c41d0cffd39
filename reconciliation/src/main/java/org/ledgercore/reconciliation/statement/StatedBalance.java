package org.ledgercore.reconciliation.statement;

import java.time.LocalDate;
import org.ledgercore.money.Money;

/**
 * A balance as the statement states it. An opening one is meant before the first line of its day, a
 * closing one after the last.
 *
 * @param date the day it belongs to
 * @param amount positive when the account's holder has money
 */
public record StatedBalance(LocalDate date, Money amount) {}
