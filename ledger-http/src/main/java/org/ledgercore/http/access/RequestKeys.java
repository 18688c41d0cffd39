package org.ledgercore.http.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final int MOST = 256;
  private static final int MARK_LOOKS = 50;
  private static final long GATHER_NANOS = 10_000_000;
  private static final Logger LOG = LoggerFactory.getLogger(RequestKeys.class);

  private static final String CLAIM =
      """
      with asked as (
        select a.*, nextval('{s}.act_act_id_seq') as act_id
          from (select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as a (scope, fingerprint,
                  request_id, principal, organisation, operation, address, reason, cause)
                 order by scope) as a),
      claimed as (
        insert into {s}.request_key (scope, fingerprint, process, act_id)
        select scope, fingerprint, ?, act_id from asked
        on conflict (scope) do nothing returning scope),
      acted as (
        insert into {s}.act (act_id, scope, request_id, principal, organisation, operation,
                             address, reason, cause)
        overriding system value
        select act_id, scope, request_id, principal, organisation, operation, address, reason, cause
          from asked join claimed using (scope))
      select encode(scope, 'hex') from claimed
      """;
  private static final String READ =
      """
      select encode(fingerprint, 'hex') as fingerprint, process, state, refusal,
             claimed_at < now() - interval '30 days' as is_over,
             claimed_at < now() - interval '1 minute' as is_old
        from {s}.request_key where scope = ?
      """;
  private static final String DONE =
      """
      with ended as (update {s}.request_key set state = 1 where scope = any(?) and state = 0
                     returning act_id)
      update {s}.act set outcome = 'ACCEPTED' from ended
       where act.act_id = ended.act_id and outcome is null
      """;
  private static final String REFUSE =
      """
      with ended as (update {s}.request_key set state = 2, refusal = ? where scope = ? and state = 0
                     returning act_id)
      update {s}.act set outcome = 'REFUSED' from ended
       where act.act_id = ended.act_id and outcome is null
      """;
  private static final String FORGET =
      """
      with ended as (delete from {s}.request_key where scope = ? and state = 0 returning act_id)
      update {s}.act set outcome = 'FAILED' from ended
       where act.act_id = ended.act_id and outcome is null
      """;
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
  private final Gathering<Claiming, Boolean> claims = new Gathering<>(this::claimAll, MOST, 1);
  private final Queue<byte[]> ended = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean marking = new AtomicBoolean();

  /** How many were done, each counted before it waits for its mark, and how many were marked. */
  private final AtomicLong done = new AtomicLong();

  private final AtomicLong marked = new AtomicLong();
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

  /** Claims a key for a request and writes down its act, or tells what became of it. */
  public Claim claim(byte[] scope, byte[] fingerprint, Acts.Act act) {
    String name = HexFormat.of().formatHex(scope);
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      if (inFlight.add(name)) {
        Claim claim = take(name, new Claiming(scope, fingerprint, act));
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

  /**
   * The request was accepted, or its outcome is unknown: the journal answers it from now on. That
   * is marked a little later, with others; until then another process takes it for being worked on.
   */
  public void done(byte[] scope) {
    done.incrementAndGet();
    ended.add(scope);
    free(scope);
    if (marking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("request-keys").start(this::mark);
    }
  }

  /** Waits until everything that was done before is marked; for a second at most. */
  public void awaitMarks() {
    long before = done.get();
    for (int i = 0; i < MARK_LOOKS && marked.get() < before; i++) {
      pause();
    }
  }

  private void mark() {
    do {
      // Nobody waits for a mark, and many together cost little more than one.
      LockSupport.parkNanos(GATHER_NANOS);
      for (List<byte[]> part = nextEnded(); !part.isEmpty(); part = nextEnded()) {
        try {
          endAll(part);
        } catch (RuntimeException e) {
          // A mark that is missing only costs a duplicate in another process some waiting.
          LOG.warn("{} request keys could not be marked as done", part.size(), e);
        }
        marked.addAndGet(part.size());
      }
      marking.set(false);
    } while (!ended.isEmpty() && marking.compareAndSet(false, true));
  }

  private List<byte[]> nextEnded() {
    List<byte[]> part = new ArrayList<>();
    while (part.size() < MOST) {
      byte[] scope = ended.poll();
      if (scope == null) {
        break;
      }
      part.add(scope);
    }
    return part;
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

  private void free(byte[] scope) {
    inFlight.remove(HexFormat.of().formatHex(scope));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, and not kept
  private record Claiming(byte[] scope, byte[] fingerprint, Acts.Act act) {}

  /** Nobody in this process works on the key; whoever gets it keeps its name in flight. */
  private Claim take(String name, Claiming wanted) {
    Claim claim = new Claim.InFlight();
    try {
      claim = stored(wanted);
      return claim;
    } finally {
      if (!(claim instanceof Claim.Mine)) {
        inFlight.remove(name);
      }
    }
  }

  private Claim stored(Claiming wanted) {
    byte[] scope = wanted.scope;
    byte[] fingerprint = wanted.fingerprint;
    return claims.ask(wanted)
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

  /** Which of these are claimed for the first time; those that come together are one statement. */
  private List<Boolean> claimAll(List<Claiming> wanted) {
    Set<String> claimed =
        relaxed.ask(CLAIM, statement -> fill(statement, wanted), RequestKeys::scopes);
    return wanted.stream()
        .map(each -> claimed.contains(HexFormat.of().formatHex(each.scope)))
        .toList();
  }

  private void fill(PreparedStatement statement, List<Claiming> wanted) throws SQLException {
    Connection connection = statement.getConnection();
    byte[][] scopes = wanted.stream().map(Claiming::scope).toArray(byte[][]::new);
    byte[][] prints = wanted.stream().map(Claiming::fingerprint).toArray(byte[][]::new);
    statement.setArray(1, connection.createArrayOf("bytea", scopes));
    statement.setArray(2, connection.createArrayOf("bytea", prints));
    List<Function<Acts.Act, String>> columns =
        List.of(
            Acts.Act::requestId,
            Acts.Act::principal,
            Acts.Act::organisation,
            Acts.Act::operation,
            Acts.Act::address,
            Acts.Act::reason,
            Acts.Act::cause);
    int at = 3;
    for (Function<Acts.Act, String> column : columns) {
      Object[] texts = wanted.stream().map(each -> column.apply(each.act)).toArray();
      statement.setArray(at++, connection.createArrayOf("text", texts));
    }
    statement.setObject(at, process);
  }

  private void endAll(List<byte[]> scopes) {
    relaxed.change(
        DONE,
        statement ->
            statement.setArray(
                1,
                statement.getConnection().createArrayOf("bytea", scopes.toArray(byte[][]::new))));
  }

  private static Set<String> scopes(ResultSet rows) throws SQLException {
    Set<String> scopes = new HashSet<>();
    while (rows.next()) {
      scopes.add(rows.getString(1));
    }
    return scopes;
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
