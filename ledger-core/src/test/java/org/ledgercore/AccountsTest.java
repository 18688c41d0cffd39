package org.ledgercore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.testing.LedgerAssertions.assertAccepted;
import static org.ledgercore.testing.LedgerAssertions.assertBalance;
import static org.ledgercore.testing.LedgerAssertions.assertRejected;
import static org.ledgercore.testing.LedgerAssertions.assertReplayed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.testing.Covers;
import org.ledgercore.testing.LedgerExtension;

/** Limits, freezes and assignments of open accounts, as {@code docs/accounts.md} tells them. */
@Covers("S38")
class AccountsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private static final Unit EUR = Unit.fiat("EUR", 2);

  @Test
  void guide_freezeAndLimit() {
    Ledger ledger = DB.ledger();
    Unit eur = ledger.openUnit(EUR);
    Account bank = ledger.openAccount(NewAccount.asset("bank:guide", eur));
    // @start region="accounts"
    Account purse =
        ledger
            .accounts()
            .open(
                NewAccount.liability("purse:ann", eur)
                    .under(
                        AccountTerms.NONE
                            .within(0L, 500_00L) // never below 0.00, never above 500.00
                            .assignedTo("school-7", Map.of("region", "north"))));
    assertAccepted(ledger.post(entry("in-1", bank, purse, "400.00")));
    assertRejected(ledger.post(entry("in-2", bank, purse, "100.01")), Rejection.AboveCeiling.class);

    Act freeze = new Act("case-17", "ben", "lost card");
    assertAccepted(ledger.accounts().freeze(purse.ref(), AccountStatus.FROZEN_OUT, freeze));
    assertRejected(ledger.post(entry("out-1", purse, bank, "1.00")), Rejection.AccountFrozen.class);
    assertAccepted(ledger.post(entry("in-3", bank, purse, "50.00"))); // may still come in
    assertReplayed(ledger.accounts().freeze(purse.ref(), AccountStatus.FROZEN_OUT, freeze));
    assertAccepted(
        ledger.accounts().unfreeze(purse.ref(), new Act("case-17-end", "ben", "card found")));
    assertAccepted(ledger.post(entry("out-1", purse, bank, "1.00"))); // refused keys stay free
    // @end
    assertThat(ledger.accounts().ownedBy("school-7")).containsExactly(purse);
    assertBalance(ledger, purse, "449.00");
  }

  @Test
  void freeze_eachWay_refusesThatWayOnly() {
    Ledger ledger = DB.ledger();
    ledger.openUnit(EUR);
    Account bank = ledger.openAccount(NewAccount.asset("bank:ways", EUR));
    Account till = ledger.openAccount(NewAccount.asset("till:ways", EUR));
    assertAccepted(ledger.post(entry("w0", till, bank, "10.00")));
    Object[][] ways = {
      {AccountStatus.FROZEN_IN, false, true},
      {AccountStatus.FROZEN_OUT, true, false},
      {AccountStatus.FROZEN, false, false}
    };
    for (Object[] way : ways) {
      AccountStatus status = (AccountStatus) way[0];
      assertAccepted(ledger.accounts().freeze(till.ref(), status, act("w" + status)));
      assertThat(
              ledger.post(entry("w-in" + status, till, bank, "1.00")) instanceof Outcome.Accepted)
          .isEqualTo(way[1]);
      assertThat(
              ledger.post(entry("w-out" + status, bank, till, "1.00")) instanceof Outcome.Accepted)
          .isEqualTo(way[2]);
    }
    assertThat(whyRefused(ledger.post(entry("w-last", bank, till, "1.00"))))
        .isEqualTo(new Rejection.AccountFrozen(till.ref(), AccountStatus.FROZEN));
  }

  @Test
  void change_isVersioned_andKeepsWhatItDoesNotSay() {
    Ledger ledger = DB.ledger();
    ledger.openUnit(EUR);
    AccountRef ref = ledger.openAccount(NewAccount.liability("kept", EUR).neverOverdrawn()).ref();
    Accounts accounts = ledger.accounts();
    AccountTerms assigned = AccountTerms.NONE.within(0L, null).assignedTo("o", Map.of("a", "b"));

    assertAccepted(accounts.assign(ref, "o", Map.of("a", "b"), act("k1")));
    assertThat(accounts.state(ref)).contains(new AccountState(2, AccountStatus.OPEN, assigned));
    assertAccepted(accounts.freeze(ref, AccountStatus.FROZEN_IN, act("k1")));
    assertAccepted(accounts.limit(ref, -5L, 7L, act("k1")));
    assertThat(accounts.state(ref))
        .contains(new AccountState(4, AccountStatus.FROZEN_IN, assigned.within(-5L, 7L)));
    assertAccepted(accounts.assign(ref, null, Map.of(), act("k2")));
    assertThat(accounts.ownedBy("o")).isEmpty();
    assertThat(accounts.state(ref).orElseThrow().terms())
        .isEqualTo(AccountTerms.NONE.within(-5L, 7L));
  }

  @Test
  void change_sameKeyOtherContent_isRefusedAndNamed() {
    Ledger ledger = DB.ledger();
    ledger.openUnit(EUR);
    AccountRef ref = ledger.openAccount(NewAccount.asset("again", EUR)).ref();
    Outcome first = ledger.accounts().limit(ref, 0L, null, act("g1"));

    assertThat(first.orThrow().entry().metadata())
        .containsEntry("actor", "ann")
        .containsEntry("reason", "told to")
        .containsEntry("floor", "0");
    assertReplayed(ledger.accounts().limit(ref, 0L, null, act("g1")));
    Rejection why = whyRefused(ledger.accounts().limit(ref, 1L, 9L, act("g1")));
    assertThat(((Rejection.KeyReused) why).differences())
        .extracting(Rejection.KeyReused.Difference::field)
        .containsExactly("metadata.ceiling", "metadata.floor");
  }

  @Test
  void change_ofClosedOrMissing_refused() {
    Ledger ledger = DB.ledger();
    ledger.openUnit(EUR);
    AccountRef ref = ledger.openAccount(NewAccount.asset("shut", EUR)).ref();
    assertAccepted(ledger.accounts().freeze(ref, AccountStatus.FROZEN, act("s0")));
    assertAccepted(ledger.accounts().close(ref, "ann", "moved"));

    assertRejected(ledger.accounts().unfreeze(ref, act("s1")), Rejection.AccountClosed.class);
    AccountRef nowhere = NewAccount.asset("nowhere", EUR).ref();
    assertRejected(
        ledger.accounts().limit(nowhere, 0L, 1L, act("s2")), Rejection.AccountNotFound.class);
    assertThatThrownBy(() -> ledger.accounts().freeze(ref, AccountStatus.CLOSED, act("s3")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> ledger.accounts().limit(ref, 2L, 1L, act("s4")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("ceiling");
    assertThatThrownBy(() -> new Act("k", "", "why")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Act("k", "who", "")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void ceilingAndFloor_holdUnderConcurrency() throws Exception {
    Ledger ledger = DB.ledger();
    ledger.openUnit(EUR);
    Account source = ledger.openAccount(NewAccount.asset("source", EUR));
    Account narrow =
        ledger.openAccount(
            NewAccount.liability("narrow", EUR).under(AccountTerms.NONE.within(0L, 10_00L)));
    List<Callable<Boolean>> fills =
        IntStream.range(0, 40)
            .<Callable<Boolean>>mapToObj(i ->
                () ->
                    ledger.post(entry("fill" + i, source, narrow, "1.00"))
                        instanceof Outcome.Accepted)
            .toList();
    assertThat(accepted(fills)).isEqualTo(10);
    assertBalance(ledger, narrow, "10.00");
    List<Callable<Boolean>> drains =
        IntStream.range(0, 40)
            .<Callable<Boolean>>mapToObj(i ->
                () ->
                    ledger.post(entry("drain" + i, narrow, source, "1.00"))
                        instanceof Outcome.Accepted)
            .toList();
    assertThat(accepted(drains)).isEqualTo(10);
    assertBalance(ledger, narrow, "0.00");
  }

  private static long accepted(List<Callable<Boolean>> posts) throws Exception {
    long accepted = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> answer : executor.invokeAll(posts)) {
        accepted += answer.get() ? 1 : 0;
      }
    }
    return accepted;
  }

  private static Act act(String key) {
    return new Act(key, "ann", "told to");
  }

  private static Rejection whyRefused(Outcome outcome) {
    return ((Outcome.Rejected) outcome).why();
  }

  private static JournalEntry entry(String key, Account debit, Account credit, String amount) {
    return JournalEntry.undated()
        .key(key)
        .debit(debit, Money.of(amount, debit.unit()))
        .credit(credit, Money.of(amount, credit.unit()))
        .build();
  }
}
