package org.ledgercore.payments;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.money.Unit;

/**
 * What a command has to know of the journal before its entry can be told.
 *
 * @param before the entry it follows, and the kinds that entry may have; empty for any
 * @param payment whether it needs the figures of its payment
 * @param funds whose funds it needs
 * @param balances whose balances it needs
 * @param results the unit whose income and expense it needs
 */
record Needs(
    Optional<Before> before,
    boolean payment,
    Optional<Funds> funds,
    List<AccountRef> balances,
    Optional<Unit> results) {

  /** An entry that must be there. */
  record Before(EntryKey key, Set<String> kinds) {}

  /** A merchant's funds; without a merchant, of the one the entry before is about. */
  record Funds(Optional<MerchantId> merchant, Optional<Unit> unit) {}

  static Needs nothing() {
    return new Needs(Optional.empty(), false, Optional.empty(), List.of(), Optional.empty());
  }

  static Needs entry(EntryKey key, String... kinds) {
    Before before = new Before(key, Set.of(kinds));
    return new Needs(Optional.of(before), false, Optional.empty(), List.of(), Optional.empty());
  }

  static Needs balanceOf(AccountRef account) {
    return new Needs(Optional.empty(), false, Optional.empty(), List.of(account), Optional.empty());
  }

  static Needs results(Unit unit) {
    return new Needs(Optional.empty(), false, Optional.empty(), List.of(), Optional.of(unit));
  }

  static Needs fundsOf(MerchantId merchant, Unit unit) {
    Funds funds = new Funds(Optional.of(merchant), Optional.of(unit));
    return new Needs(Optional.empty(), false, Optional.of(funds), List.of(), Optional.empty());
  }

  Needs withFunds() {
    Funds funds = new Funds(Optional.empty(), Optional.empty());
    return new Needs(before, payment, Optional.of(funds), balances, results);
  }

  Needs withPayment() {
    return new Needs(before, true, funds, balances, results);
  }

  /** Whether what it needs may change until the entry is decided: an entry never does. */
  boolean mayChange() {
    return payment || funds.isPresent() || !balances.isEmpty() || results.isPresent();
  }
}
