package org.ledgercore.query;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.ledgercore.store.tables.Tables.JOURNAL_ENTRY;
import static org.ledgercore.store.tables.Tables.POSTING;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.ledgercore.chart.Account;
import org.ledgercore.store.tables.tables.Posting;

/** Finds the numbers of the entries that a filter wants. */
final class EntrySearch {

  private EntrySearch() {}

  static List<Long> numbers(DSLContext jooq, EntryFilter filter, Paging paging) {
    Account account = filter.account();
    if (account == null) {
      return jooq.select(JOURNAL_ENTRY.ENTRY_NO)
          .from(JOURNAL_ENTRY)
          .where(JOURNAL_ENTRY.ENTRY_NO.gt(paging.after()))
          .and(all(filter))
          .orderBy(JOURNAL_ENTRY.ENTRY_NO)
          .limit(paging.limit())
          .fetch(JOURNAL_ENTRY.ENTRY_NO);
    }
    Posting earlier = POSTING.as("earlier");
    return jooq.select(JOURNAL_ENTRY.ENTRY_NO)
        .from(POSTING)
        .join(JOURNAL_ENTRY)
        .on(JOURNAL_ENTRY.ENTRY_NO.eq(POSTING.ENTRY_NO))
        .where(POSTING.ACCOUNT_ID.eq(account.id()))
        .and(POSTING.POSTING_NO.ge(firstPostingAfter(paging.after())))
        .and(all(filter))
        .and(
            notExists(
                selectOne()
                    .from(earlier)
                    .where(earlier.ACCOUNT_ID.eq(account.id()))
                    .and(earlier.POSTING_NO.ge(JOURNAL_ENTRY.FIRST_POSTING))
                    .and(earlier.POSTING_NO.lt(POSTING.POSTING_NO))))
        .orderBy(POSTING.POSTING_NO)
        .limit(paging.limit())
        .fetch(JOURNAL_ENTRY.ENTRY_NO);
  }

  private static Condition all(EntryFilter filter) {
    return DSL.and(filter.conditions());
  }

  private static Field<Long> firstPostingAfter(long entryNo) {
    return coalesce(
        select(JOURNAL_ENTRY.FIRST_POSTING)
            .from(JOURNAL_ENTRY)
            .where(JOURNAL_ENTRY.ENTRY_NO.gt(entryNo))
            .orderBy(JOURNAL_ENTRY.ENTRY_NO)
            .limit(1)
            .asField(),
        Long.MAX_VALUE);
  }
}
