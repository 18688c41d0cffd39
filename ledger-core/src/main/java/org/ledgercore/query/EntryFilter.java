package org.ledgercore.query;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.ledgercore.store.tables.Tables.JOURNAL_BATCH;
import static org.ledgercore.store.tables.Tables.JOURNAL_ENTRY;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.money.InvalidInputException;

/**
 * Which entries are wanted; every criterion narrows. Account, recorded time and correlation are
 * found by an index, effective dates by a coarse one. Kind and metadata have none: give another
 * criterion beside them, or every entry after the page's start is read. Immutable.
 */
public final class EntryFilter {

  private static final EntryFilter ALL = new EntryFilter(List.of(), null);

  private final List<Condition> conditions;
  private final @Nullable Account account;

  private EntryFilter(List<Condition> conditions, @Nullable Account account) {
    this.conditions = conditions;
    this.account = account;
  }

  /** Every entry, records of the log included. */
  public static EntryFilter all() {
    return ALL;
  }

  /** With a leg on this account. */
  public EntryFilter on(Account wanted) {
    return new EntryFilter(conditions, wanted);
  }

  /** Effective on these days, both included. */
  public EntryFilter effective(LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      throw new InvalidInputException("last", "must not be before " + first, last);
    }
    return and(JOURNAL_ENTRY.EFFECTIVE_DATE.between(first, last));
  }

  /** Recorded from one instant on and before another. */
  public EntryFilter recorded(Instant from, Instant before) {
    if (before.isBefore(from)) {
      throw new InvalidInputException("before", "must not be before " + from, before);
    }
    return and(JOURNAL_ENTRY.ENTRY_NO.ge(firstEntryFrom(from)))
        .and(JOURNAL_ENTRY.ENTRY_NO.lt(firstEntryFrom(before)));
  }

  /** Linked by this correlation id. */
  public EntryFilter correlatedWith(String id) {
    return and(JOURNAL_ENTRY.CORRELATION.eq(id));
  }

  /** Of this kind. */
  public EntryFilter ofKind(String kind) {
    return and(JOURNAL_ENTRY.KIND.eq(kind));
  }

  /** With this metadata. */
  public EntryFilter with(String name, String value) {
    return and(
        DSL.condition(
            "jsonb_object({0}) ->> {1} = {2}", JOURNAL_ENTRY.METADATA, val(name), val(value)));
  }

  private EntryFilter and(Condition condition) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(condition);
    return new EntryFilter(List.copyOf(more), account);
  }

  List<Condition> conditions() {
    return conditions;
  }

  @Nullable Account account() {
    return account;
  }

  private static Field<Long> firstEntryFrom(Instant instant) {
    return coalesce(
        select(JOURNAL_BATCH.FIRST_ENTRY.plus(JOURNAL_BATCH.ENTRY_COUNT))
            .from(JOURNAL_BATCH)
            .where(JOURNAL_BATCH.RECORDED_AT.lt(instant.atOffset(ZoneOffset.UTC)))
            .orderBy(JOURNAL_BATCH.RECORDED_AT.desc(), JOURNAL_BATCH.BATCH_NO.desc())
            .limit(1)
            .asField(),
        1L);
  }
}
