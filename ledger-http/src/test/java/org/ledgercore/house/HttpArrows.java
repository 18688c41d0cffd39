package org.ledgercore.house;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages of the HTTP service in the table of {@link ArchitectureTest}. */
final class HttpArrows {

  /** The root package of ledger-core, which holds the facade. */
  private static final String FACADE = "";

  private static final Map<String, Set<String>> TABLE =
      Map.ofEntries(
          entry(
              "http",
              Set.of(
                  "money",
                  FACADE,
                  "metrics",
                  "approvals",
                  "approvals.cases",
                  "approvals.http",
                  "approvals.requests",
                  "subjects",
                  "reconciliation",
                  "reconciliation.breaks",
                  "reconciliation.http",
                  "http.access",
                  "http.approvals",
                  "http.ledger",
                  "http.openapi",
                  "http.reconciliation",
                  "http.route",
                  "http.server",
                  "http.webhooks",
                  "http.wire")),
          entry(
              "http.reconciliation",
              Set.of(
                  "money",
                  "journal",
                  "commit",
                  FACADE,
                  "payments",
                  "approvals.answers",
                  "approvals.people",
                  "approvals.requests",
                  "http.route",
                  "http.wire",
                  "reconciliation",
                  "reconciliation.breaks",
                  "reconciliation.http",
                  "reconciliation.store")),
          entry("http.wire", Set.of("money")),
          entry("http.route", Set.of("money", "chart", "journal", "rules", "http.wire")),
          entry("http.access", Set.of("money", "commit", "http.route")),
          entry(
              "http.server",
              Set.of(
                  "money", "rules", "commit", "query", "http.access", "http.route", "http.wire")),
          entry(
              "http.ledger",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "store",
                  "commit",
                  "query",
                  "contracts",
                  "facts",
                  "holds",
                  "periods",
                  "subjects",
                  FACADE,
                  "calendar",
                  "payments",
                  "payouts",
                  "cashdesk",
                  "rates",
                  "charges",
                  "capturefile",
                  "audit",
                  "http.access",
                  "http.route",
                  "http.webhooks",
                  "http.wire")),
          entry(
              "http.approvals",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  FACADE,
                  "approvals",
                  "approvals.answers",
                  "approvals.cases",
                  "approvals.gates",
                  "approvals.http",
                  "approvals.kinds",
                  "approvals.owners",
                  "approvals.people",
                  "approvals.requests",
                  "approvals.work",
                  "reconciliation",
                  "reconciliation.threeway",
                  "http.route",
                  "http.wire")),
          entry("http.webhooks", Set.of("commit", "http.access")),
          entry("http.openapi", Set.of("money", "http.route", "http.wire")),
          entry(
              "http.cli",
              Set.of(
                  FACADE,
                  "http",
                  "http.access",
                  "http.bench",
                  "http.demo",
                  "http.embedded",
                  "http.route",
                  "http.server")),
          entry(
              "http.bench",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  FACADE,
                  "payments",
                  "payouts",
                  "approvals",
                  "approvals.answers",
                  "approvals.gates",
                  "approvals.kinds",
                  "approvals.people",
                  "approvals.requests",
                  "http",
                  "http.access",
                  "http.embedded",
                  "http.route",
                  "http.server")),
          entry(
              "http.demo",
              Set.of(
                  "money",
                  "chart",
                  "journal",
                  "rules",
                  "store",
                  "commit",
                  "query",
                  FACADE,
                  "contracts",
                  "payments",
                  "payouts",
                  "audit",
                  "approvals",
                  "approvals.answers",
                  "approvals.gates",
                  "approvals.kinds",
                  "approvals.people",
                  "approvals.requests",
                  "reconciliation",
                  "reconciliation.imports",
                  "reconciliation.matching",
                  "reconciliation.sources",
                  "reconciliation.store",
                  "reconciliation.breaks",
                  "reconciliation.runs",
                  "reconciliation.threeway")),
          entry("http.embedded", Set.of()));

  private HttpArrows() {}

  /** These, and the others. */
  @SafeVarargs
  static Map<String, Set<String>> and(Map.Entry<String, Set<String>>... others) {
    return Stream.concat(TABLE.entrySet().stream(), Arrays.stream(others))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
