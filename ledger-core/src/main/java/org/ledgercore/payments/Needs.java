package org.ledgercore.payments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.money.Unit;
import org.ledgercore.rates.RateRef;

/**
 * What a command has to know of the journal before its entry can be told.
 *
 * @param before the entry it follows, and the kinds that entry may have; empty for any
 * @param payment whether it needs the figures of its payment
 * @param funds whose funds it needs
 * @param balances whose balances it needs
 * @param results the unit whose income and expense it needs
 * @param beside an entry that it has to know of if it is there
 * @param contract the contract that it is done under
 * @param rate the rate that it is done at
 */
record Needs(
    Optional<Before> before,
    boolean payment,
    Optional<Funds> funds,
    List<AccountRef> balances,
    Optional<Unit> results,
    Optional<EntryKey> beside,
    Optional<Agreement> contract,
    Optional<RateAt> rate) {

  /** An entry that must be there. */
  record Before(EntryKey key, Set<String> kinds) {}

  /** A merchant's funds; without a merchant, of the one the entry before is about. */
  record Funds(Optional<MerchantId> merchant, Optional<Unit> unit) {}

  /** What a contract says at an instant. */
  record Agreement(ContractRef ref, Instant at) {}

  /** A rate at an instant. */
  record RateAt(RateRef ref, Instant at) {}

  private static final Needs NOTHING =
      new Needs(
          Optional.empty(),
          false,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  static Needs nothing() {
    return NOTHING;
  }

  static Needs entry(EntryKey key, String... kinds) {
    Optional<Before> it = Optional.of(new Before(key, Set.of(kinds)));
    return new Needs(
        it,
        false,
        NOTHING.funds,
        List.of(),
        NOTHING.results,
        NOTHING.beside,
        NOTHING.contract,
        NOTHING.rate);
  }

  static Needs balanceOf(AccountRef account) {
    return new Needs(
        NOTHING.before,
        false,
        NOTHING.funds,
        List.of(account),
        NOTHING.results,
        NOTHING.beside,
        NOTHING.contract,
        NOTHING.rate);
  }

  static Needs results(Unit unit) {
    return new Needs(
        NOTHING.before,
        false,
        NOTHING.funds,
        List.of(),
        Optional.of(unit),
        NOTHING.beside,
        NOTHING.contract,
        NOTHING.rate);
  }

  static Needs fundsOf(MerchantId merchant, Unit unit) {
    return NOTHING.with(new Funds(Optional.of(merchant), Optional.of(unit)));
  }

  static Needs contract(ContractRef ref, Instant at) {
    return new Needs(
        NOTHING.before,
        false,
        NOTHING.funds,
        List.of(),
        NOTHING.results,
        NOTHING.beside,
        Optional.of(new Agreement(ref, at)),
        NOTHING.rate);
  }

  static Needs rate(RateRef ref, Instant at) {
    return new Needs(
        NOTHING.before,
        false,
        NOTHING.funds,
        List.of(),
        NOTHING.results,
        NOTHING.beside,
        NOTHING.contract,
        Optional.of(new RateAt(ref, at)));
  }

  Needs withFunds() {
    return with(new Funds(Optional.empty(), Optional.empty()));
  }

  Needs withPayment() {
    return new Needs(before, true, funds, balances, results, beside, contract, rate);
  }

  /** The entry of a key, if there is one. */
  Needs beside(EntryKey key) {
    return new Needs(before, payment, funds, balances, results, Optional.of(key), contract, rate);
  }

  private Needs with(Funds whose) {
    return new Needs(
        before, payment, Optional.of(whose), balances, results, beside, contract, rate);
  }

  /** Whether what it needs may change until the entry is decided: an entry never does. */
  boolean mayChange() {
    return payment
        || funds.isPresent()
        || !balances.isEmpty()
        || results.isPresent()
        || beside.isPresent()
        || contract.isPresent()
        || rate.isPresent();
  }
}
