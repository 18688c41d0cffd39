package org.ledgercore.house;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The packages of approvals in the table of {@link ArchitectureTest}. */
final class ApprovalArrows {

  /** The root package of ledger-core, which holds the facade. */
  private static final String FACADE = "";

  private static final Map<String, Set<String>> TABLE =
      Map.ofEntries(
          entry("approvals.answers", Set.of("journal", "rules")),
          entry(
              "approvals.store", Set.of("money", "journal", "rules", FACADE, "approvals.answers")),
          entry(
              "approvals.people",
              Set.of("money", "journal", "rules", FACADE, "approvals.answers", "approvals.store")),
          entry(
              "approvals.gates",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "facts",
                  "store",
                  FACADE,
                  "approvals.answers",
                  "approvals.store")),
          entry(
              "approvals.requests",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "commit",
                  "facts",
                  FACADE,
                  "approvals.answers",
                  "approvals.store",
                  "approvals.people",
                  "approvals.gates")),
          entry(
              "approvals.kinds",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "query",
                  "commit",
                  "facts",
                  FACADE,
                  "payments",
                  "payouts",
                  "approvals.answers",
                  "approvals.store",
                  "approvals.people",
                  "approvals.gates",
                  "approvals.requests")),
          entry(
              "approvals.owners",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "query",
                  "facts",
                  FACADE,
                  "contracts",
                  "payments",
                  "approvals.answers",
                  "approvals.store",
                  "approvals.people",
                  "approvals.requests",
                  "approvals.kinds")),
          entry(
              "approvals.cases",
              Set.of(
                  "money",
                  "journal",
                  "rules",
                  "facts",
                  FACADE,
                  "approvals.answers",
                  "approvals.store",
                  "approvals.people",
                  "approvals.requests")),
          entry(
              "approvals.work",
              Set.of(
                  "money",
                  "journal",
                  "calendar",
                  "periods",
                  "facts",
                  FACADE,
                  "approvals.answers",
                  "approvals.store",
                  "approvals.people",
                  "approvals.gates")),
          entry(
              "approvals",
              Set.of(
                  FACADE,
                  "approvals.work",
                  "approvals.store",
                  "approvals.people",
                  "approvals.requests",
                  "approvals.cases",
                  "approvals.kinds",
                  "approvals.owners")),
          entry(
              "approvals.http",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "query",
                  "facts",
                  FACADE,
                  "payments",
                  "audit",
                  "contracts",
                  "subjects",
                  "approvals",
                  "approvals.answers",
                  "approvals.gates",
                  "approvals.people",
                  "approvals.requests",
                  "approvals.kinds",
                  "approvals.owners",
                  "approvals.cases",
                  "approvals.work")));

  private ApprovalArrows() {}

  /** These, and the others. */
  static Map<String, Set<String>> and(Map<String, Set<String>> others) {
    Map<String, Set<String>> all = new TreeMap<>(others);
    all.putAll(TABLE);
    return Map.copyOf(all);
  }
}
