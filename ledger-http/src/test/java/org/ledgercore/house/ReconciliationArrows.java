package org.ledgercore.house;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The part of the table of arrows that is about reconciliation's own packages. */
final class ReconciliationArrows {

  private static final String FACADE = "";

  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry(
              "reconciliation.imports",
              Set.of(
                  "money",
                  "journal",
                  "reconciliation.statement",
                  "reconciliation.readers",
                  "reconciliation.store")),
          entry(
              "reconciliation",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "query",
                  "facts",
                  FACADE,
                  "payments",
                  "reconciliation.statement",
                  "reconciliation.imports",
                  "reconciliation.sources",
                  "reconciliation.matching",
                  "reconciliation.store",
                  "reconciliation.claims",
                  "reconciliation.breaks",
                  "reconciliation.runs",
                  "reconciliation.threeway")),
          entry(
              "reconciliation.sources",
              Set.of(
                  "money",
                  "chart",
                  "payments",
                  "reconciliation.statement",
                  "reconciliation.readers",
                  "reconciliation.imports",
                  "reconciliation.matching",
                  "reconciliation.store")),
          entry(
              "reconciliation.http",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "payments",
                  "reconciliation",
                  "reconciliation.statement",
                  "reconciliation.imports",
                  "reconciliation.sources",
                  "reconciliation.matching",
                  "reconciliation.claims",
                  "reconciliation.breaks",
                  "reconciliation.runs",
                  "reconciliation.threeway")),
          entry("reconciliation.statement", Set.of("money")),
          entry("reconciliation.readers", Set.of("money", "reconciliation.statement")),
          entry("reconciliation.matching", Set.of("money")),
          entry("reconciliation.store", Set.of("store")),
          entry(
              "reconciliation.claims",
              Set.of("money", "reconciliation.matching", "reconciliation.store")),
          entry(
              "reconciliation.breaks",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "query",
                  FACADE,
                  "payments",
                  "reconciliation.matching",
                  "reconciliation.store")),
          entry(
              "reconciliation.runs",
              Set.of(
                  "money",
                  "reconciliation.matching",
                  "reconciliation.store",
                  "reconciliation.claims",
                  "reconciliation.breaks")),
          entry(
              "reconciliation.threeway",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "query",
                  FACADE,
                  "payments",
                  "cashdesk",
                  "reconciliation.statement",
                  "reconciliation.matching",
                  "reconciliation.store",
                  "reconciliation.claims",
                  "reconciliation.breaks",
                  "reconciliation.runs")));

  private ReconciliationArrows() {}

  /** These, and the others. */
  static Map<String, Set<String>> and(Map<String, Set<String>> others) {
    Map<String, Set<String>> all = new HashMap<>(others);
    all.putAll(ARROWS);
    return Map.copyOf(all);
  }
}
