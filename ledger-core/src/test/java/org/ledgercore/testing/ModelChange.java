package org.ledgercore.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.EntryKey;

/** A change of an account that the {@link ModelLedger} recorded, and everything that it says. */
record ModelChange(EntryKey key, SortedMap<String, String> said, long number) {

  static ModelChange of(Action action) {
    return switch (action) {
      case Action.FreezeAccount it ->
          of(it.account(), it.act(), "frozen", Map.of("status", it.status().name()));
      case Action.LimitAccount it ->
          of(it.account(), it.act(), "limited", Differing.told(it.limits()));
      case Action.AssignAccount it ->
          of(it.account(), it.act(), "assigned", Differing.told(it.assigned()));
      default -> throw new IllegalArgumentException(action.words());
    };
  }

  static AccountRef account(Action action) {
    return switch (action) {
      case Action.FreezeAccount it -> it.account();
      case Action.LimitAccount it -> it.account();
      case Action.AssignAccount it -> it.account();
      default -> throw new IllegalArgumentException(action.words());
    };
  }

  static void apply(Action action, ModelAccount account) {
    AccountTerms terms = account.terms();
    switch (action) {
      case Action.FreezeAccount it -> account.become(it.status());
      case Action.LimitAccount it ->
          account.agree(terms.within(it.limits().floor(), it.limits().ceiling()));
      case Action.AssignAccount it ->
          account.agree(terms.assignedTo(it.assigned().owner(), it.assigned().dimensions()));
      default -> throw new IllegalArgumentException(action.words());
    }
  }

  private static ModelChange of(
      AccountRef account, Act act, String kind, Map<String, String> told) {
    SortedMap<String, String> said = new TreeMap<>(told);
    said.put("path", account.path().value());
    said.put("currency", account.currency());
    said.put("actor", act.actor());
    said.put("reason", act.reason());
    return new ModelChange(new EntryKey("ledger.account." + kind, act.key()), said, 0);
  }

  static ModelChange of(String kind, String key, long hold) {
    SortedMap<String, String> said = new TreeMap<>(Map.of("hold", hold + ""));
    return new ModelChange(new EntryKey(kind, key), said, 0);
  }

  ModelChange at(long entryNo) {
    return new ModelChange(key, said, entryNo);
  }

  List<String> differing(ModelChange now) {
    SortedSet<String> names = new TreeSet<>(said.keySet());
    names.addAll(now.said.keySet());
    List<String> differing = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(said.get(name), now.said.get(name))) {
        differing.add("metadata." + name);
      }
    }
    return differing;
  }
}
