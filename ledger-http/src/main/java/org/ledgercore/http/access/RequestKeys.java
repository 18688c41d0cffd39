package org.ledgercore.http.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of requests, by their keys. A key is claimed with the fingerprint of its request
 * before the command is decided:
 *
 * <ul>
 *   <li>Claims are committed without waiting for the disk. The log of the database is one sequence,
 *       so the commit of an entry makes every claim before it durable as well: whenever an entry is
 *       there, so is the claim that guards its key against another request.
 *   <li>An accepted answer is not stored. The same request is carried out again, and the journal
 *       answers it as a replay.
 *   <li>A refusal is stored, durably, and is the answer to its key for 30 days, so that a late
 *       duplicate cannot post what its sender was told was refused.
 *   <li>A request that ended in an error of ours leaves nothing, but for one whose outcome is
 *       unknown: its claim stays and keeps the key for the same request.
 * </ul>
 *
 * Safe for many threads.
 */
public final class RequestKeys {

  private static final long LOOK_MILLIS = 20;

  private static final String CLAIM =
      """
      insert into {s}.request_key (scope, fingerprint, process) values (?, ?, ?)
      on conflict (scope) do nothing
      """;
  private static final String READ =
      """
      select encode(fingerprint, 'hex') as fingerprint, process, state, refusal,
             claimed_at < now() - interval '30 days' as is_over,
             claimed_at < now() - interval '1 minute' as is_old
        from {s}.request_key where scope = ?
      """;
  private static final String DONE =
      "update {s}.request_key set state = 1 where scope = ? and state = 0";
  private static final String REFUSE =
      "update {s}.request_key set state = 2, refusal = ? where scope = ? and state = 0";
  private static final String FORGET = "delete from {s}.request_key where scope = ? and state = 0";
  private static final String SWEEP =
      """
      delete from {s}.request_key where scope in
        (select scope from {s}.request_key
          where claimed_at < now() - interval '30 days' limit ?)
      """;
  private static final String SWEEP_ONE =
      """
      delete from {s}.request_key
       where scope = ? and claimed_at < now() - interval '30 days'
      """;

  /** What is known of a key. */
  public sealed interface Claim {

    /**
     * The request is to be carried out: for the first time, or again, which the journal answers.
     */
    record Mine() implements Claim {}

    /** The request was refused before; its answer. */
    record Refused(String answer) implements Claim {}

    /** The key was used for another request. */
    record OtherRequest() implements Claim {}

    /** The same request is still being worked on. */
    record InFlight() implements Claim {}
  }

  private record Known(
      String fingerprint,
      UUID process,
      int state,
      @Nullable String refusal,
      boolean isOver,
      boolean isOld) {

    boolean isOther(byte[] wanted) {
      return !fingerprint.equals(HexFormat.of().formatHex(wanted));
    }
  }

  private final ServiceSchema schema;
  private final ServiceSchema relaxed;
  private final Duration patience;
  private final UUID process = UUID.randomUUID();
  private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  /**
   * The keys of a service.
   *
   * @param schema where they are stored
   * @param relaxed the same schema over connections with {@code synchronous_commit} off
   * @param patience how long a duplicate waits for the one that is being worked on
   */
  public RequestKeys(ServiceSchema schema, ServiceSchema relaxed, Duration patience) {
    this.schema = schema;
    this.relaxed = relaxed;
    this.patience = patience;
  }

  /** Claims a key for a request, or tells what became of it. */
  public Claim claim(byte[] scope, byte[] fingerprint) {
    String name = HexFormat.of().formatHex(scope);
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      if (inFlight.add(name)) {
        Claim claim = take(name, scope, fingerprint);
        if (!(claim instanceof Claim.InFlight)) {
          return claim;
        }
      } else if (isOther(scope, fingerprint)) {
        return new Claim.OtherRequest();
      }
      if (end - System.nanoTime() < 0) {
        return new Claim.InFlight();
      }
      pause();
    }
  }

  /** The request was accepted, or its outcome is unknown: the journal answers it from now on. */
  public void done(byte[] scope) {
    relaxed.change(DONE, statement -> statement.setBytes(1, scope));
    free(scope);
  }

  /** The request was refused with this answer. */
  public void refused(byte[] scope, String answer) {
    schema.change(
        REFUSE,
        statement -> {
          statement.setString(1, answer);
          statement.setBytes(2, scope);
        });
    free(scope);
  }

  /** The request ended in an error of ours, or was no valid one: its key is as if never used. */
  public void forget(byte[] scope) {
    try {
      relaxed.change(FORGET, statement -> statement.setBytes(1, scope));
    } finally {
      free(scope);
    }
  }

  /** Removes some keys that are older than 30 days; gives how many. */
  public int sweep(int limit) {
    return relaxed.change(SWEEP, statement -> statement.setInt(1, limit));
  }

  /** Nobody works on the key any more, whatever is stored of it. */
  public void release(byte[] scope) {
    free(scope);
  }

  private void free(byte[] scope) {
    inFlight.remove(HexFormat.of().formatHex(scope));
  }

  /** Nobody in this process works on the key; whoever gets it keeps its name in flight. */
  private Claim take(String name, byte[] scope, byte[] fingerprint) {
    Claim claim = new Claim.InFlight();
    try {
      claim = stored(scope, fingerprint);
      return claim;
    } finally {
      if (!(claim instanceof Claim.Mine)) {
        inFlight.remove(name);
      }
    }
  }

  private Claim stored(byte[] scope, byte[] fingerprint) {
    int inserted =
        relaxed.change(
            CLAIM,
            statement -> {
              statement.setBytes(1, scope);
              statement.setBytes(2, fingerprint);
              statement.setObject(3, process);
            });
    return inserted == 1
        ? new Claim.Mine()
        : read(scope).map(known -> judge(scope, fingerprint, known)).orElse(new Claim.InFlight());
  }

  private Claim judge(byte[] scope, byte[] fingerprint, Known known) {
    if (known.isOver) {
      relaxed.change(SWEEP_ONE, statement -> statement.setBytes(1, scope));
      return new Claim.InFlight();
    }
    if (known.isOther(fingerprint)) {
      return new Claim.OtherRequest();
    }
    String refusal = known.refusal;
    if (refusal != null) {
      return new Claim.Refused(refusal);
    }
    boolean isElsewhere = known.state == 0 && !known.process.equals(process) && !known.isOld;
    return isElsewhere ? new Claim.InFlight() : new Claim.Mine();
  }

  private boolean isOther(byte[] scope, byte[] fingerprint) {
    return read(scope).filter(known -> known.isOther(fingerprint)).isPresent();
  }

  private Optional<Known> read(byte[] scope) {
    return relaxed.ask(READ, statement -> statement.setBytes(1, scope), RequestKeys::known);
  }

  private static Optional<Known> known(ResultSet row) throws SQLException {
    return row.next()
        ? Optional.of(
            new Known(
                row.getString("fingerprint"),
                row.getObject("process", UUID.class),
                row.getInt("state"),
                row.getString("refusal"),
                row.getBoolean("is_over"),
                row.getBoolean("is_old")))
        : Optional.empty();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the same request", e);
    }
  }
}
