package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.UnknownCommit.OldBackend;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.store.Displaced;
import org.ledgercore.store.HeadScan;
import org.ledgercore.store.SealedBatch;
import org.ledgercore.store.Tip;

/**
 * All that the pipeline asks of the database: PostgreSQL in earnest, and in the tests a store in
 * memory whose faults come from a seed. Every method that talks to the server may throw the
 * server's or the driver's error; what that means depends on where it came from, and is decided by
 * the caller ({@link SqlStates}). Safe for many threads, its sessions for one at a time.
 */
interface Store {

  /** A session for a lane; connects when it is first used, and again after {@code discard}. */
  LaneSession lane();

  /** The session that holds the turn; connects like a lane's. */
  TurnSession control();

  /** The number of the newest account, 0 for none. */
  int newestAccount() throws SQLException;

  /** The heads of these accounts, all as of one moment. */
  List<AccountHead> heads(HeadScan.Accounts accounts) throws SQLException;

  /** Runs a batch again in a durable transaction of its own, waiting only briefly for locks. */
  void storeAgain(SealedBatch batch) throws SQLException;

  /** The id of the batch with this number, or null. */
  @Nullable UUID batchId(long batchNo) throws SQLException;

  /** Asks the server to end a backend whose COMMIT got no clear answer. */
  void end(OldBackend backend) throws SQLException;

  /**
   * Asks the server to end what others write and will not end: sessions of lanes whose process
   * stopped in the middle of a request. No limit of the server's ends them, because it takes them
   * for busy; whoever has the turn now waits for the rows they began to write.
   */
  void endFrozen() throws SQLException;

  /** Throws when this thread holds the turn in a transaction that it joined. */
  void requireTurnFree() throws SQLException;

  /** A large batch in the form in which it is copied. */
  interface Encoded {

    /** The same as {@link LaneSession#writeAhead}, by binary COPY. */
    boolean send() throws SQLException;
  }

  /** What a lane does with its session. */
  interface LaneSession {

    /** Connects if need be; statements then commit by themselves, or belong to a transaction. */
    void begin(boolean autoCommit) throws SQLException;

    /** The server's process behind the session, between {@code begin} and the end. */
    OldBackend backend();

    /** Writes a batch behind committed ones; says whether another writer waits for its turn. */
    boolean write(SealedBatch batch) throws SQLException;

    /** The same while the batch before may be on its way, all but the displaced figures. */
    boolean writeAhead(SealedBatch batch) throws SQLException;

    /** Encodes a large batch, perhaps while the one before is sent; never two ahead of it. */
    Encoded encode(SealedBatch batch);

    /** Writes the displaced figures of a batch that was written ahead. */
    void writeDisplaced(Displaced displaced) throws SQLException;

    /** Throws when a statement of the transaction failed: COMMIT would store nothing, silently. */
    void requireHealthy() throws SQLException;

    /** Commits; an error here may leave the outcome unknown. */
    void commit() throws SQLException;

    /** Rolls back the transaction if there is one. */
    void rollBack() throws SQLException;

    /** The number of the newest batch. */
    long newestBatch() throws SQLException;

    /** Ends a session that may be broken. */
    void discard();

    /** Gives the session back as it was. */
    void close();
  }

  /** What the deciding half does with the control session. */
  interface TurnSession {

    /** Takes the turn if it is free. */
    boolean tryTurn() throws SQLException;

    /** Waits for the turn, seen by its holder; false when the deadline came first. */
    boolean awaitTurn(Duration deadline) throws SQLException;

    /** Lets the next writer have its turn. */
    void release() throws SQLException;

    /** Wakes the readers of the feed. */
    void tell() throws SQLException;

    /** Shows the server that the session is alive. */
    void beat() throws SQLException;

    /** Where the journal ends, and the head of the batch that was seen. */
    Tip tip(long seenBatch) throws SQLException;

    /**
     * Brings the heads that the books remember as of a batch up to the journal's end; false when it
     * is cheaper to forget them.
     */
    boolean follow(long batchNo, Tip now, Books books) throws SQLException;

    /** Loads the units and heads that the commands name and the books do not remember. */
    void loadMissing(Collection<Command> commands, Books books) throws SQLException;

    /** Loads the earlier entries that commands follow, and the holds that are over by now. */
    void loadFollowed(Collection<Long> numbers, Instant recordedAt, Books books)
        throws SQLException;

    /** Makes the used ones among the entries' keys known, and says which they are. */
    List<EntryKey> probeKeys(Collection<JournalEntry> entries, Books books) throws SQLException;

    /** Ends a session that broke; the server then gives the turn to another. */
    void discard();

    /** Gives the turn and the session back. */
    void close();
  }
}
