package org.ledgercore.approvals.gates;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.gates.Inputs.Input;
import org.ledgercore.approvals.gates.Inputs.What;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.Balance;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;

/**
 * What a gate may read. The version of each thing is read before the thing itself and kept. Used by
 * one gate at a time; safe for its thread and ours.
 */
public final class Reading {

  private final Ledger ledger;
  private final Transactions transactions;
  private final Inputs inputs;
  private final Instant now;
  private final Set<Input> seen =
      new ConcurrentSkipListSet<>(java.util.Comparator.comparing(Input::toString));

  Reading(Ledger ledger, Transactions transactions, Inputs inputs, Instant now) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.inputs = inputs;
    this.now = now;
  }

  /** The server's time when the gates were asked. */
  public Instant now() {
    return now;
  }

  /** The newest version of a fact. */
  public Optional<Fact> fact(String kind, String id) {
    saw(What.FACT, kind, id);
    return ledger.facts().newest(FactRef.of(kind, id));
  }

  /** Status and limits of an account; empty when it is not open. */
  public Optional<AccountState> state(AccountRef account) {
    saw(What.STATE, account.path().value(), account.currency());
    return ledger.accounts().state(account);
  }

  /** An account's balance; empty when the account is not open. */
  public Optional<Balance> balance(AccountRef account) {
    saw(What.BALANCE, account.path().value(), account.currency());
    return ledger.account(account).map(ledger::balance);
  }

  /**
   * The numbers of the open requests of a kind about a counterparty, at most 100. They may only
   * close a gate: one that opened and ended while the gate read is in the list and not compared.
   */
  public List<Long> openRequests(String kind, String counterparty) {
    saw(What.REQUESTS, kind, counterparty);
    return transactions.ask(connection -> inputs.openRequests(connection, kind, counterparty));
  }

  /** Whether a request of a kind about a subject was executed. */
  public boolean isExecuted(String kind, String subject) {
    saw(What.SUBJECT, kind, subject);
    return transactions.ask(connection -> inputs.isExecuted(connection, kind, subject));
  }

  /**
   * The ledger, for what has no version of its own: what is read of it is not compared when the
   * entry is posted.
   */
  public Ledger uncompared() {
    return ledger;
  }

  Set<Input> seen() {
    return seen;
  }

  private void saw(What what, String one, String other) {
    seen.add(transactions.ask(connection -> inputs.read(connection, what, one, other)));
  }
}
