package org.ledgercore.query;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.ledgercore.store.tables.Tables.ACCOUNT;
import static org.ledgercore.store.tables.Tables.ACCOUNT_STATE;
import static org.ledgercore.store.tables.Tables.UNIT;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.store.tables.tables.AccountState;

/** Finds accounts by owner, a page at a time, in one statement. Stateless. */
final class AccountSearch {

  private static final AccountState LATER = ACCOUNT_STATE.as("later");

  private AccountSearch() {}

  static List<Account> page(DSLContext jooq, AccountsPage wanted) {
    Condition condition =
        wanted.owner() == null ? noCondition() : ACCOUNT_STATE.OWNER.eq(wanted.owner());
    AccountRef after = wanted.after();
    if (after != null) {
      condition =
          condition.and(
              row(ACCOUNT.PATH, UNIT.CODE)
                  .gt(row(val(after.path().value()), val(after.currency()))));
    }
    return jooq.select()
        .from(ACCOUNT)
        .join(UNIT)
        .on(UNIT.UNIT_ID.eq(ACCOUNT.UNIT_ID))
        .join(ACCOUNT_STATE)
        .on(ACCOUNT_STATE.ACCOUNT_ID.eq(ACCOUNT.ACCOUNT_ID))
        .where(
            condition,
            notExists(
                selectOne()
                    .from(LATER)
                    .where(
                        LATER.ACCOUNT_ID.eq(ACCOUNT_STATE.ACCOUNT_ID),
                        LATER.VERSION.gt(ACCOUNT_STATE.VERSION))))
        .orderBy(ACCOUNT.PATH, UNIT.CODE)
        .limit(wanted.limit())
        .fetch(Queries::account);
  }
}
