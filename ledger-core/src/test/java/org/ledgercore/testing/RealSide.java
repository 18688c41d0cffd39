package org.ledgercore.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ledgercore.JoinedLedger;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.Balance;
import org.ledgercore.commit.Preview;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.RejectedException;

/**
 * Does actions to a ledger on PostgreSQL and gives its answers as verdicts, after a look at what
 * they carry. Keeps the client's log. Safe for many threads.
 */
final class RealSide {

  private final TestLedger real;
  private final ClientLog client;

  RealSide(TestLedger real, ClientLog client) {
    this.real = real;
    this.client = client;
  }

  /** Does it; {@code newest} is the number of the newest entry before. */
  List<Verdict> run(Action action, long newest) {
    Ledger ledger = real.ledger();
    return switch (action) {
      case Action.OpenUnit it -> {
        EntryKey key = new EntryKey("ledger.unit.opened", it.unit().code());
        yield opened(() -> ledger.openUnit(it.unit()), key, newest);
      }
      case Action.OpenAccount it -> {
        String name = it.account().unit().code() + ":" + it.account().path();
        EntryKey key = new EntryKey("ledger.account.opened", name);
        yield opened(() -> ledger.openAccount(it.account()), key, newest);
      }
      case Action.CloseAccount it ->
          List.of(Verdict.of(ledger.accounts().close(it.account(), "ann", it.reason())));
      case Action.FreezeAccount it -> List.of(Verdict.of(frozen(ledger, it)));
      case Action.LimitAccount it -> {
        AccountTerms limits = it.limits();
        yield List.of(
            Verdict.of(
                ledger.accounts().limit(it.account(), limits.floor(), limits.ceiling(), it.act())));
      }
      case Action.AssignAccount it -> {
        AccountTerms to = it.assigned();
        yield List.of(
            Verdict.of(
                ledger.accounts().assign(it.account(), to.owner(), to.dimensions(), it.act())));
      }
      case Action.Reverse it ->
          followed(it.part().key(), () -> ledger.reverse(it.entryNo(), it.part()));
      case Action.Settle it ->
          followed(it.part().key(), () -> ledger.holds().settle(it.hold(), it.part()));
      case Action.VoidHold it -> List.of(Verdict.of(ledger.holds().voidHold(it.hold(), it.key())));
      case Action.Post it -> posted(List.of(it.entry()), () -> List.of(ledger.post(it.entry())));
      case Action.PostAll it -> posted(it.entries(), () -> ledger.postAll(it.entries()));
      case Action.PostAtomically it ->
          posted(it.members(), () -> ledger.postAtomically(it.members()));
      case Action.Preview it -> List.of(Verdict.of(ledger.preview(it.entry()).outcome()));
      case Action.Misbuild it -> List.of(built(it));
      case Action.Join it -> joined(it);
      case Action.InARoom it -> List.of(RealRooms.run(ledger, it));
      case Action.Reopen it -> {
        real.reopen();
        yield List.of();
      }
      case Action.PassTime it -> {
        real.pass(it.by());
        yield List.of();
      }
      default -> throw new IllegalArgumentException(action.words());
    };
  }

  private static Outcome frozen(Ledger ledger, Action.FreezeAccount freeze) {
    return freeze.status() == AccountStatus.OPEN
        ? ledger.accounts().unfreeze(freeze.account(), freeze.act())
        : ledger.accounts().freeze(freeze.account(), freeze.status(), freeze.act());
  }

  private static Verdict built(Action.Misbuild misbuild) {
    EntryParts parts = EntryParts.of(misbuild.entry());
    parts.spoil(misbuild.fault());
    try {
      parts.entry();
      return Verdict.refused("BUILT", misbuild.fault());
    } catch (InvalidInputException e) {
      return Verdict.invalid(misbuild.fault());
    }
  }

  /** Opening throws or returns; which entry it was says the journal. */
  private List<Verdict> opened(Runnable opening, EntryKey key, long newest) {
    try {
      opening.run();
    } catch (RejectedException e) {
      return List.of(Verdict.of(e.why()));
    }
    long number = real.ledger().entry(key).orElseThrow().number();
    return List.of(number > newest ? Verdict.accepted(number) : Verdict.replayed(number));
  }

  private List<Verdict> followed(EntryKey key, Supplier<Outcome> command) {
    client.sending(key);
    Outcome outcome = command.get();
    if (!(outcome instanceof Outcome.Rejected)) {
      client.recorded(key, outcome.orThrow().number());
    }
    return List.of(Verdict.of(outcome));
  }

  private List<Verdict> posted(List<JournalEntry> entries, Supplier<List<Outcome>> post) {
    Map<EntryKey, Long> recorded = new HashMap<>();
    List<Verdict> verdicts = sent(entries, post, recorded);
    recorded.forEach(client::recorded);
    return verdicts;
  }

  private List<Verdict> sent(
      List<JournalEntry> entries, Supplier<List<Outcome>> post, Map<EntryKey, Long> recorded) {
    entries.forEach(entry -> client.sending(entry.key()));
    List<Outcome> outcomes = post.get();
    Disagreement.unlessEqual("number of outcomes", entries.size(), outcomes.size());
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      if (!(outcome instanceof Outcome.Rejected)) {
        RecordedEntry entry = outcome.orThrow();
        requireWhole(entries.get(i), entry);
        recorded.put(entry.entry().key(), entry.number());
      }
      verdicts.add(Verdict.of(outcome));
    }
    return verdicts;
  }

  /** What was recorded is what was sent. */
  static void requireWhole(JournalEntry sent, RecordedEntry recorded) {
    String what = "entry " + recorded.number();
    Disagreement.unlessEqual(what, List.of(), Differing.fieldsOf(sent, recorded.entry()));
    Disagreement.unlessEqual(what + " key", sent.key(), recorded.entry().key());
  }

  private List<Verdict> joined(Action.Join join) {
    Map<EntryKey, Long> recorded = new HashMap<>();
    List<Verdict> verdicts = new ArrayList<>();
    try (Connection connection = real.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        new Joined(connection, verdicts, recorded).run(join.steps());
        if (join.isCommitted()) {
          connection.commit();
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (join.isCommitted()) {
      recorded.forEach(client::recorded);
    }
    return verdicts;
  }

  /** The steps of one joined transaction. */
  private final class Joined {
    private record Mark(Savepoint savepoint, Map<EntryKey, Long> recorded) {}

    private final Connection connection;
    private final JoinedLedger ledger;
    private final List<Verdict> verdicts;
    private final Map<EntryKey, Long> recorded;
    private final Deque<Mark> marks = new ArrayDeque<>();

    Joined(Connection connection, List<Verdict> verdicts, Map<EntryKey, Long> recorded) {
      this.connection = connection;
      this.ledger = real.ledger().in(connection);
      this.verdicts = verdicts;
      this.recorded = recorded;
    }

    void run(List<Action> steps) throws SQLException {
      for (Action step : steps) {
        switch (step) {
          case Action.Post it ->
              verdicts.addAll(
                  sent(List.of(it.entry()), () -> List.of(ledger.post(it.entry())), recorded));
          case Action.PostAtomically it ->
              verdicts.addAll(
                  sent(it.members(), () -> ledger.postAtomically(it.members()), recorded));
          case Action.Savepoint it ->
              marks.push(new Mark(connection.setSavepoint(), new HashMap<>(recorded)));
          case Action.BackToSavepoint it -> goBack();
          default -> throw new IllegalArgumentException(step.words());
        }
      }
    }

    private void goBack() throws SQLException {
      if (!marks.isEmpty()) {
        Mark mark = marks.pop();
        connection.rollback(mark.savepoint());
        recorded.clear();
        recorded.putAll(mark.recorded());
      }
    }
  }

  /** The balances that a preview promises, by account. */
  Map<String, Long> previewed(JournalEntry entry) {
    Preview preview = real.ledger().preview(entry);
    Map<String, Long> balances = new HashMap<>();
    for (Balance balance : preview.balances()) {
      balances.put(balance.account().ref().toString(), balance.posted().minor());
    }
    return balances;
  }
}
