package org.ledgercore.store;

import java.time.Duration;

/**
 * What a caller's transaction lends the ledger while it posts, and gets back: SQL that goes out
 * with the first statement and with the last, so that neither is a round trip of its own; see
 * {@link BatchWriter} on why it answers with booleans. Immutable.
 */
public final class JoinedSession {

  /**
   * The limits for idling and for locks are ours, unless the host's own are shorter; 0 is no limit.
   * Tables are read by index only: a plan that the session makes while they are small would read
   * them whole for ever. The chain is checked at once, by a plan made under the same setting.
   */
  private static final String BEGIN =
      """
      select set_config('idle_in_transaction_session_timeout',
                        least(nullif(idle, 0), %d)::text, true) is not null
         and set_config('ledger.lock_timeout', current_setting('lock_timeout'), true) is not null
         and set_config('lock_timeout', least(nullif(lock, 0), %d)::text, true) is not null
         and set_config('ledger.enable_seqscan', current_setting('enable_seqscan'), true)
             is not null
         and set_config('enable_seqscan', 'off', true) is not null
        from (select (extract(epoch from
                        current_setting('idle_in_transaction_session_timeout')::interval) * 1000
                     )::bigint as idle,
                     (extract(epoch from current_setting('lock_timeout')::interval) * 1000
                     )::bigint as lock) as host;
      set constraints {s}.journal_batch_prev_no_prev_head_fkey immediate;
      """;

  private static final String END =
      """
      set constraints {s}.journal_batch_prev_no_prev_head_fkey deferred;
      select set_config('enable_seqscan',
                        coalesce(nullif(current_setting('ledger.enable_seqscan', true), ''),
                                 current_setting('enable_seqscan')), true) is not null
         and set_config('lock_timeout',
                        coalesce(nullif(current_setting('ledger.lock_timeout', true), ''),
                                 current_setting('lock_timeout')), true) is not null
      """;

  /** Results of {@link #begin}. */
  static final int BEGIN_RESULTS = 2;

  private final String begin;
  private final String end;

  /**
   * A session on a schema.
   *
   * @param idle how long the caller's transaction may do nothing before the server ends it, in
   *     milliseconds
   * @param lock how long a statement of the ledger waits for a lock there, in milliseconds
   */
  public JoinedSession(LedgerSchema schema, Duration idle, Duration lock) {
    this.begin = schema.sql(BEGIN.formatted(idle.toMillis(), lock.toMillis()));
    this.end = schema.sql(END);
  }

  /** What goes before the first statement. */
  String begin() {
    return begin;
  }

  /** What goes behind the last, or by itself when nothing is written. */
  public String end() {
    return end;
  }
}
