package org.ledgercore.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertBalance;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.commit.Preview;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.RejectedException;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.LedgerExtension;
import org.ledgercore.testing.SmallBooks;

/** The examples of {@code docs/embedding.md}: a host service with tables of its own. */
class HostServiceTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final Ledger ledger = DB.ledger();
  private final Unit eur = ledger.openUnit(SmallBooks.EUR);
  private final Account bank = ledger.openAccount(NewAccount.asset("bank", eur));
  private final Account shop = ledger.openAccount(NewAccount.liability("shop", eur));
  private final Account ann =
      ledger.openAccount(NewAccount.liability("purse:ann", eur).neverOverdrawn());
  private final Account bob =
      ledger.openAccount(NewAccount.liability("purse:bob", eur).neverOverdrawn());

  /** The host's own table, reached through the connection of its transaction manager. */
  private static final class Orders {
    private final HostTransactions transactions;

    Orders(HostTransactions transactions) {
      this.transactions = transactions;
    }

    void markPaid(String order) throws SQLException {
      ask("insert into host_orders (id) values (?) returning true", order);
    }

    boolean isPaid(String order) throws SQLException {
      return transactions.run(() -> ask("select true from host_orders where id = ?", order));
    }

    private boolean ask(String sql, String order) throws SQLException {
      try (PreparedStatement statement = transactions.connection().prepareStatement(sql)) {
        statement.setString(1, order);
        try (ResultSet row = statement.executeQuery()) {
          return row.next();
        }
      }
    }
  }

  @BeforeAll
  static void createTheHostsTable() throws SQLException {
    DB.sql("public", "create table host_orders (id text primary key)");
  }

  @AfterAll
  static void dropTheHostsTable() throws SQLException {
    DB.sql("public", "drop table host_orders");
  }

  @Test
  void hostAndLedger_commitTogether_orNeither() throws SQLException {
    HostTransactions transactions = new HostTransactions(DB.dataSource());
    Orders orders = new Orders(transactions);
    Account carl = ledger.openAccount(NewAccount.liability("purse:carl", eur).neverOverdrawn());
    ledger.post(entry("top-up", bank, carl, "100.00")).orThrow();

    // @start region="transaction"
    Outcome paid =
        transactions.run(() -> { // @Transactional, or TransactionTemplate.execute
          orders.markPaid("order-7"); // the host's own table
          return ledger
              .in(transactions.connection()) // DataSourceUtils.getConnection(dataSource)
              .post(entry("order-7", carl, shop, "80.00")); // last: others wait from here on
        });
    assertAccepted(paid);
    assertThat(orders.isPaid("order-7")).isTrue();

    assertThatThrownBy(() ->
            transactions.run(() -> {
              orders.markPaid("order-8");
              return ledger
                  .in(transactions.connection())
                  .post(entry("order-8", carl, shop, "20.01"))
                  .orThrow(); // a refusal that is thrown rolls both back
            }))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("purse:carl");
    assertThat(orders.isPaid("order-8")).isFalse();
    // @end
    assertBalance(ledger, carl, "20.00");
  }

  @Test
  void bulk_hasVerdictsForEachGroup() {
    // @start region="groups"
    List<JournalEntry> annPays =
        List.of(entry("in-1", bank, ann, "50.00"), entry("out-1", ann, shop, "30.00"));
    List<JournalEntry> bobPays =
        List.of(entry("in-2", bank, bob, "50.00"), entry("out-2", bob, shop, "50.01"));

    Preview preview = ledger.preview(annPays.getLast()); // nothing is stored
    assertRejected(preview.outcome(), Rejection.InsufficientFunds.class);

    List<List<Outcome>> bulk = ledger.postGroups(List.of(annPays, bobPays));
    assertThat(bulk.getFirst()).allMatch(Outcome.Accepted.class::isInstance);
    assertRejected(bulk.getLast().getFirst(), Rejection.GroupRefused.class);
    assertRejected(bulk.getLast().getLast(), Rejection.InsufficientFunds.class);
    assertBalance(ledger, ann, "20.00");
    assertBalance(ledger, bob, "0.00"); // all of a group, or none

    ledger.postAll(annPays).forEach(outcome -> assertReplayed(outcome)); // safe to send again
    // @end
    assertRejected(ledger.postAtomically(bobPays).getLast(), Rejection.InsufficientFunds.class);
  }

  private static JournalEntry entry(String key, Account debit, Account credit, String amount) {
    return JournalEntry.on(SmallBooks.DAY)
        .key(key)
        .debit(debit, Money.of(amount, debit.unit()))
        .credit(credit, Money.of(amount, credit.unit()))
        .build();
  }
}
