package org.ledgercore.reconciliation.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Places that hang together, as a union-find with path halving. Used by one thread. */
final class Clusters {

  private final int[] parents;

  Clusters(int size) {
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
  }

  int root(int place) {
    int at = place;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Joins all of them; the smallest place stays the root. */
  void join(int... places) {
    for (int place : places) {
      int a = root(places[0]);
      int b = root(place);
      parents[Math.max(a, b)] = Math.min(a, b);
    }
  }

  /** The clusters of more than one place among these, by their smallest place. */
  List<List<Integer>> among(int[] places) {
    Map<Integer, List<Integer>> byRoot = new TreeMap<>();
    for (int place : places) {
      byRoot.computeIfAbsent(root(place), root -> new ArrayList<>()).add(place);
    }
    return byRoot.values().stream().filter(cluster -> cluster.size() > 1).toList();
  }
}
