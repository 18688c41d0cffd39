package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.Balance;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.query.ListedAccount;
import org.ledgercore.query.Paging;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.SmallBooks;
import org.ledgercore.testing.TestLedger;

/** All accounts with what is posted, kept back and free to spend; together the trial balance. */
@Covers("S7")
class AccountListTest {

  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

  @Test
  void pages_whileOthersPost_areTheTrialBalanceOfOneEntry() {
    try (TestLedger test = TestLedger.fresh()) {
      Ledger ledger = test.ledger();
      Unit eur = ledger.openUnit(SmallBooks.EUR);
      Unit coins = ledger.openUnit(Unit.points("COINS"));
      Account bank = ledger.openAccount(NewAccount.asset("bank", eur));
      Account issued = ledger.openAccount(NewAccount.equity("issued", coins));
      List<Account> purses = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        AccountTerms terms = AccountTerms.NONE.assignedTo("school-" + i % 3, Map.of());
        Unit unit = i % 2 == 0 ? eur : coins;
        purses.add(ledger.openAccount(NewAccount.liability("purse:p" + i, unit).under(terms)));
        Account from = i % 2 == 0 ? bank : issued;
        ledger.post(entry("in-" + i, from, purses.get(i), 100 + i)).orThrow();
      }
      ledger.holds().hold(entry("hold", purses.get(2), purses.get(4), 30), FAR).orThrow();
      ledger
          .accounts()
          .freeze(purses.get(3).ref(), AccountStatus.FROZEN_OUT, new Act("k", "ben", "lost"))
          .orThrow();

      List<ListedAccount> all = new ArrayList<>();
      AsOf asOf = AsOf.now();
      List<ListedAccount> page = ledger.accounts().page(asOf, Paging.first(4));
      for (int pages = 0; !page.isEmpty(); pages++) {
        all.addAll(page);
        asOf = AsOf.entry(page.getFirst().balance().asOfEntry());
        ledger.post(entry("meanwhile-" + pages, bank, purses.getFirst(), 1)).orThrow();
        ledger.accounts().unfreeze(purses.get(3).ref(), new Act("k" + pages, "ben", "found"));
        ledger.openAccount(NewAccount.asset("late:l" + pages, eur));
        long last = page.getLast().balance().account().id();
        page = ledger.accounts().page(asOf, Paging.after(last, 4));
      }

      TrialBalance trial = ledger.queries().trialBalance(asOf);
      assertThat(all)
          .extracting(ListedAccount::balance)
          .containsExactlyInAnyOrderElementsOf(trial.balances());
      assertThat(perUnit(all.stream().map(ListedAccount::balance).toList()))
          .isEqualTo(perUnit(trial.balances()))
          .isEqualTo(Map.of("EUR", 0L, "COINS", 0L));
      ListedAccount held = find(all, purses.get(2));
      assertThat(held.balance().posted().minor()).isEqualTo(102);
      assertThat(held.balance().pending().minor()).isEqualTo(30);
      assertThat(held.balance().available().minor()).isEqualTo(72);
      assertThat(held.state().terms().owner()).isEqualTo("school-2");
      assertThat(find(all, purses.get(3)).state().status()).isEqualTo(AccountStatus.FROZEN_OUT);
      assertThat(ledger.accounts().ownedBy("school-0"))
          .containsExactly(purses.get(0), purses.get(3), purses.get(6));
      test.checkInvariants();
    }
  }

  private static ListedAccount find(List<ListedAccount> all, Account account) {
    return all.stream()
        .filter(each -> each.balance().account().equals(account))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Long> perUnit(List<Balance> balances) {
    Map<String, Long> sums = new TreeMap<>();
    for (Balance balance : balances) {
      Money signed = TrialBalance.signed(balance);
      sums.merge(signed.unit().code(), signed.minor(), Long::sum);
    }
    return sums;
  }

  private static JournalEntry entry(String key, Account debit, Account credit, long minor) {
    return JournalEntry.on(SmallBooks.DAY)
        .key(key)
        .debit(debit, Money.ofMinor(minor, debit.unit()))
        .credit(credit, Money.ofMinor(minor, credit.unit()))
        .build();
  }
}
