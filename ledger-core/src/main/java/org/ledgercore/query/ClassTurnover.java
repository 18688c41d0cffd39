package org.ledgercore.query;

import java.math.BigInteger;

/**
 * What entries of one kind moved on all accounts of one class.
 *
 * @param kind the entries' kind
 * @param accountClass the first word of the accounts' paths
 * @param debits in minor units; numbers beyond 64 bits are possible
 * @param credits in minor units
 */
public record ClassTurnover(
    String kind, String accountClass, BigInteger debits, BigInteger credits) {}
