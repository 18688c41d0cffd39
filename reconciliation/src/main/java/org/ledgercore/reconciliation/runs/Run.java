package org.ledgercore.reconciliation.runs;

import java.time.Instant;
import java.util.List;

/**
 * A run as it is stored.
 *
 * @param act its act
 * @param account what was reconciled
 * @param rules the rules, in words
 * @param files the digests of its files
 * @param ledgerEntry the last entry it looked at
 * @param knownAct the last act whose claims it knew
 * @param digest of its report, in hexadecimal
 * @param matches how many it made
 * @param findings how many there were
 * @param author who ran it
 * @param recordedAt when it was stored
 */
public record Run(
    long act,
    String account,
    String rules,
    List<String> files,
    long ledgerEntry,
    long knownAct,
    String digest,
    int matches,
    int findings,
    String author,
    Instant recordedAt) {}
