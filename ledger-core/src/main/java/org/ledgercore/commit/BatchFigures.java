package org.ledgercore.commit;

/**
 * What one batch was and where its time went. A batch that one request stores commits in it: its
 * wait and commit are 0.
 *
 * @param entries how many it stores, records included; 0 when it has only refusals and replays
 * @param postings how many it stores
 * @param copied whether they were copied, which large batches are
 * @param committed whether it is stored, or its verdicts stand; false too when its commit got no
 *     clear answer and what became of it is still to be found out
 * @param retries how many times its calls were put back since they were last decided
 * @param decideNanos reading what the decision needs, the decision, and the seal
 * @param writeNanos sending and storing the rows
 * @param waitNanos waiting for the commit of the batch before
 * @param commitNanos the commit
 */
public record BatchFigures(
    int entries,
    int postings,
    boolean copied,
    boolean committed,
    int retries,
    long decideNanos,
    long writeNanos,
    long waitNanos,
    long commitNanos) {}
