package org.ledgercore.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.Action;
import org.ledgercore.testing.ModelAccount;
import org.ledgercore.testing.ModelLedger;
import org.ledgercore.testing.Verdict;

/**
 * Looks at a simulated day when it is over. The journal, played on the model in the order of its
 * numbers, must be accepted entry by entry and leave the same heads; each answer must be the
 * model's in some state between the call and the answer; everything stored was acknowledged, once.
 */
final class SimCheck {

  private final List<RecordedEntry> entries;
  private final List<SimCall> calls;
  private final Map<Digest, Set<Command>> commands = new HashMap<>();

  /** The model after each entry; the first is empty. */
  private final List<ModelLedger> models = new ArrayList<>(List.of(new ModelLedger()));

  /** A day, by all that is stored in the end and all that was asked and answered. */
  SimCheck(List<RecordedEntry> entries, List<SimCall> calls) {
    this.entries = entries;
    this.calls = calls;
  }

  /** What failed with "nothing was posted", and was sent by nobody else, is not there. */
  static void requireNothingPosted(SimJournal journal, List<SimCall> calls) {
    Map<EntryKey, Integer> senders = new HashMap<>();
    for (SimCall call : calls) {
      keys(call).forEach(key -> senders.merge(key, 1, Integer::sum));
    }
    for (SimCall call : calls) {
      if (call.failure() != null && !(call.failure() instanceof OutcomeUnknownException)) {
        for (EntryKey key : keys(call)) {
          if (senders.getOrDefault(key, 0) == 1 && journal.recorded(key) != null) {
            throw new AssertionError(key + " is stored although " + call.failure());
          }
        }
      }
    }
  }

  private static Set<EntryKey> keys(SimCall call) {
    Set<EntryKey> keys = new HashSet<>();
    for (Command command : call.commands()) {
      command.entries().forEach(entry -> keys.add(entry.key()));
    }
    return keys;
  }

  /** Throws what is wrong; returns the answers, one line each. */
  List<String> run() {
    for (SimCall call : calls) {
      for (Command command : call.commands()) {
        for (JournalEntry entry : command.entries()) {
          commands.computeIfAbsent(entry.digest(), it -> new LinkedHashSet<>()).add(command);
        }
      }
    }
    entries.forEach(this::playOnModel);
    List<String> lines = new ArrayList<>();
    Set<Long> acknowledged = new HashSet<>();
    Set<Long> accepted = new HashSet<>();
    for (SimCall call : calls) {
      if (call.verdicts() != null) {
        explain(call, call.verdicts());
        acknowledge(call, call.verdicts(), acknowledged, accepted);
      }
      lines.add(call.sentAt() + " " + call.answeredAt() + " " + words(call));
    }
    requireEqual("acknowledged", entries.size(), acknowledged.size());
    return lines;
  }

  private static String words(SimCall call) {
    return call.verdicts() == null ? String.valueOf(call.failure()) : call.verdicts().toString();
  }

  private void playOnModel(RecordedEntry recorded) {
    Verdict wanted = Verdict.of(new Outcome.Accepted(recorded));
    List<Verdict> found = new ArrayList<>();
    for (Command command : commands.getOrDefault(recorded.entry().digest(), Set.of())) {
      ModelLedger after = models.getLast().copy();
      Verdict verdict =
          command instanceof Command.Post || command instanceof Command.PostGroup
              ? after.post(recorded.entry())
              : verdicts(after, command).getFirst();
      if (verdict.equals(wanted)) {
        models.add(after);
        return;
      }
      found.add(verdict);
    }
    throw new AssertionError(wanted + " is stored, and the model says " + found);
  }

  /** Throws unless the accounts stand at the model's figures; after {@link #run}. */
  void requireHeads(Map<AccountRef, Turnover> heads) {
    Map<AccountRef, Turnover> expected = new HashMap<>();
    for (ModelAccount account : models.getLast().accounts()) {
      Turnover turnover =
          new Turnover(account.debits().longValueExact(), account.credits().longValueExact());
      expected.put(account.ref(), turnover);
    }
    requireEqual("heads", expected, heads);
  }

  private void explain(SimCall call, List<List<Verdict>> verdicts) {
    requireEqual("verdicts", call.commands().size(), verdicts.size());
    for (int i = 0; i < verdicts.size(); i++) {
      List<Verdict> answer = verdicts.get(i);
      Command command = call.commands().get(i);
      long first = call.sentAt();
      long last = call.answeredAt();
      for (Verdict verdict : answer) {
        if (verdict.code().equals(Verdict.ACCEPTED)) {
          first = Math.max(first, verdict.figure() - 1);
          last = first;
          break;
        }
      }
      boolean explained = false;
      for (long at = first; at <= last && !explained; at++) {
        explained = verdicts(models.get((int) at).copy(), command).equals(answer);
      }
      if (!explained) {
        throw new AssertionError(
            command
                + " was answered "
                + answer
                + ", at no time between "
                + first
                + " and "
                + last
                + " right; then it was "
                + verdicts(models.get((int) last).copy(), command));
      }
    }
  }

  private void acknowledge(
      SimCall call, List<List<Verdict>> verdicts, Set<Long> acknowledged, Set<Long> accepted) {
    Set<EntryKey> asked = keys(call);
    for (Verdict verdict : verdicts.stream().flatMap(List::stream).toList()) {
      if (verdict.isRefusal()) {
        continue;
      }
      long number = verdict.figure();
      EntryKey stored = entries.get((int) number - 1).entry().key();
      if (!asked.contains(stored)) {
        throw new AssertionError(stored + " answered a call for " + asked);
      }
      acknowledged.add(number);
      if (verdict.code().equals(Verdict.ACCEPTED) && !accepted.add(number)) {
        throw new AssertionError("accepted twice: " + number);
      }
    }
  }

  private static List<Verdict> verdicts(ModelLedger model, Command command) {
    return switch (command) {
      case Command.OpenUnit it -> List.of(model.openUnit(it.unit()));
      case Command.OpenAccount it -> List.of(model.openAccount(it.account()));
      case Command.CloseAccount it -> List.of(model.closeAccount(it.account(), it.reason()));
      case Command.FreezeAccount it ->
          List.of(model.change(new Action.FreezeAccount(it.account(), it.status(), it.act())));
      case Command.LimitAccount it -> {
        AccountTerms limits = AccountTerms.NONE.within(it.floor(), it.ceiling());
        yield List.of(model.change(new Action.LimitAccount(it.account(), limits, it.act())));
      }
      case Command.AssignAccount it -> {
        AccountTerms to = AccountTerms.NONE.assignedTo(it.owner(), it.dimensions());
        yield List.of(model.change(new Action.AssignAccount(it.account(), to, it.act())));
      }
      case Command.Reverse it ->
          List.of(model.reverse(new Action.Reverse(it.entryNo(), it.part())));
      case Command.Settle it -> List.of(model.settle(new Action.Settle(it.hold(), it.part())));
      case Command.VoidHold it -> List.of(model.voidHold(new Action.VoidHold(it.hold(), it.key())));
      case Command.Post it -> List.of(model.post(it.entry()));
      case Command.PostOpening it -> throw new IllegalArgumentException("not simulated: " + it);
      case Command.PostGroup it -> model.postAtomically(it.members());
    };
  }

  private static void requireEqual(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AssertionError(what + ": must be " + expected + " and is " + found);
    }
  }
}
