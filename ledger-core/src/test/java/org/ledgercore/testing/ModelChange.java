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
import org.ledgercore.journal.Act;
import org.ledgercore.journal.EntryKey;

/** A change of an account that the {@link ModelLedger} recorded, and everything that it says. */
record ModelChange(EntryKey key, SortedMap<String, String> said, long number) {

  static ModelChange of(AccountRef account, Act act, String kind, Map<String, String> told) {
    SortedMap<String, String> said = new TreeMap<>(told);
    said.put("path", account.path().value());
    said.put("currency", account.currency());
    said.put("actor", act.actor());
    said.put("reason", act.reason());
    return new ModelChange(new EntryKey(kind, act.key()), said, 0);
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
