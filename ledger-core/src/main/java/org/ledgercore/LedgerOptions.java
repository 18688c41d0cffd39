package org.ledgercore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.Writers;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.query.ChainHead;
import org.ledgercore.store.LedgerSchema;

/**
 * How a ledger is opened. Immutable; each {@code with} gives a changed copy.
 *
 * @param schema the PostgreSQL schema that holds the ledger; default {@code ledger}
 * @param turnDeadline how long a writer waits for its turn before it goes on without; default 5 s
 * @param answerDeadline how long a post may take to find out what became of it when the database
 *     does not answer; default 10 s
 * @param joinIdleLimit how long a transaction that the ledger joined may sit idle before the server
 *     ends it, because every other writer waits for it; default 5 s
 * @param queueDeadline how long a post may wait before it is decided; then it is refused with
 *     {@link org.ledgercore.commit.BusyException} and surely not posted; default 10 s
 * @param queueEntries how many entries may wait; more are refused at once; default 100,000
 * @param rememberedAccounts how many accounts' figures are kept in memory, about 135 bytes each
 *     and, for those in use, 250 more; at least 262,144; default 1,000,000
 * @param pooler whether a transaction-mode pooler stands before the server; default: find out
 * @param safety what is checked before the first entry; default: everything, and no anchor
 */
public record LedgerOptions(
    String schema,
    Duration turnDeadline,
    Duration answerDeadline,
    Duration joinIdleLimit,
    Duration queueDeadline,
    int queueEntries,
    int rememberedAccounts,
    Writers.Pooler pooler,
    Safety safety) {

  /**
   * What is checked when a ledger is opened.
   *
   * @param unsafeServer whether a server may be used on which a crash can lose what was answered as
   *     durable, whose encoding loses characters, or which cannot write
   * @param anchor a head kept outside the database that the journal must still have; null for none
   */
  public record Safety(boolean unsafeServer, @Nullable ChainHead anchor) {}

  private static final int MIN_REMEMBERED = 262_144;

  private static final LedgerOptions DEFAULTS =
      new LedgerOptions(
          "ledger",
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          100_000,
          1_000_000,
          Writers.Pooler.DETECT,
          new Safety(false, null));

  public LedgerOptions {
    LedgerSchema.checkedName(schema);
    requirePositive("turnDeadline", turnDeadline);
    requirePositive("answerDeadline", answerDeadline);
    requirePositive("joinIdleLimit", joinIdleLimit);
    requirePositive("queueDeadline", queueDeadline);
    if (queueEntries < 1) {
      throw new InvalidInputException("queueEntries", "must be at least 1", queueEntries);
    }
    if (rememberedAccounts < MIN_REMEMBERED) {
      throw new InvalidInputException(
          "rememberedAccounts", "must be at least " + MIN_REMEMBERED, rememberedAccounts);
    }
  }

  /** The defaults named above. */
  public static LedgerOptions defaults() {
    return DEFAULTS;
  }

  public LedgerOptions withSchema(String value) {
    return new LedgerOptions(
        value,
        turnDeadline,
        answerDeadline,
        joinIdleLimit,
        queueDeadline,
        queueEntries,
        rememberedAccounts,
        pooler,
        safety);
  }

  public LedgerOptions withTurnDeadline(Duration value) {
    return new LedgerOptions(
        schema,
        value,
        answerDeadline,
        joinIdleLimit,
        queueDeadline,
        queueEntries,
        rememberedAccounts,
        pooler,
        safety);
  }

  public LedgerOptions withAnswerDeadline(Duration value) {
    return new LedgerOptions(
        schema,
        turnDeadline,
        value,
        joinIdleLimit,
        queueDeadline,
        queueEntries,
        rememberedAccounts,
        pooler,
        safety);
  }

  public LedgerOptions withJoinIdleLimit(Duration value) {
    return new LedgerOptions(
        schema,
        turnDeadline,
        answerDeadline,
        value,
        queueDeadline,
        queueEntries,
        rememberedAccounts,
        pooler,
        safety);
  }

  public LedgerOptions withQueueDeadline(Duration value) {
    return new LedgerOptions(
        schema,
        turnDeadline,
        answerDeadline,
        joinIdleLimit,
        value,
        queueEntries,
        rememberedAccounts,
        pooler,
        safety);
  }

  public LedgerOptions withQueueEntries(int value) {
    return new LedgerOptions(
        schema,
        turnDeadline,
        answerDeadline,
        joinIdleLimit,
        queueDeadline,
        value,
        rememberedAccounts,
        pooler,
        safety);
  }

  public LedgerOptions withRememberedAccounts(int value) {
    return new LedgerOptions(
        schema,
        turnDeadline,
        answerDeadline,
        joinIdleLimit,
        queueDeadline,
        queueEntries,
        value,
        pooler,
        safety);
  }

  public LedgerOptions withPooler(Writers.Pooler value) {
    return new LedgerOptions(
        schema,
        turnDeadline,
        answerDeadline,
        joinIdleLimit,
        queueDeadline,
        queueEntries,
        rememberedAccounts,
        value,
        safety);
  }

  /** Whether to open on a server that the ledger calls unsafe, as for a test or a standby. */
  public LedgerOptions withUnsafeServer(boolean value) {
    return with(new Safety(value, safety.anchor()));
  }

  /** Opens only if the journal still has this head, which was kept outside the database. */
  public LedgerOptions withAnchor(ChainHead value) {
    return with(new Safety(safety.unsafeServer(), value));
  }

  private LedgerOptions with(Safety value) {
    return new LedgerOptions(
        schema,
        turnDeadline,
        answerDeadline,
        joinIdleLimit,
        queueDeadline,
        queueEntries,
        rememberedAccounts,
        pooler,
        value);
  }

  private static void requirePositive(String field, Duration value) {
    if (value.toMillis() < 1) {
      throw new InvalidInputException(field, "must be at least 1 ms", value);
    }
  }
}
