package org.ledgercore.rules;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;

/**
 * Account heads, the ones used last: two generations of half the capacity each. A head that is used
 * moves to the young one; when that is full it becomes the old one and the old one is forgotten. So
 * a head stays for at least half the capacity of other accounts, with no bookkeeping per use. Not
 * safe for many threads.
 */
final class HeadCache {

  private final int half;
  private Map<AccountRef, AccountHead> young = new HashMap<>();
  private Map<AccountRef, AccountHead> old = new HashMap<>();

  HeadCache(int capacity) {
    this.half = capacity / 2;
  }

  @Nullable AccountHead get(AccountRef account) {
    AccountHead head = young.get(account);
    if (head == null) {
      head = old.get(account);
      if (head != null) {
        put(head);
      }
    }
    return head;
  }

  void put(AccountHead head) {
    if (young.size() >= half) {
      old = young;
      young = new HashMap<>();
    }
    young.put(head.account().ref(), head);
  }

  void removeAll(java.util.function.Predicate<AccountHead> which) {
    young.values().removeIf(which);
    old.values().removeIf(which);
  }

  void clear() {
    young = new HashMap<>();
    old = new HashMap<>();
  }

  int size() {
    return young.size() + old.size();
  }
}
