package org.ledgercore.testing;

import static org.ledgercore.testing.JavaSource.text;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;

/** Writes as Java what the rooms of periods and personal data do, and versions of facts. */
final class JavaOfRooms {

  private static final Set<String> OWN = Set.of("id", "actor", "reason");

  private JavaOfRooms() {}

  static String of(Action.InARoom action) {
    return switch (action) {
      case Action.ClosePeriod it -> "new Action.ClosePeriod(" + of(it.through()) + ")";
      case Action.ReopenPeriod it -> "new Action.ReopenPeriod(" + of(it.from()) + ")";
      case Action.Register it ->
          "new Action.Register(%s, %s, %s)"
              .formatted(of(it.subject()), of(it.values()), of(it.proved()));
      case Action.Retain it ->
          "new Action.Retain(" + of(it.subject()) + ", " + of(it.until()) + ")";
      case Action.HoldLegally it ->
          "new Action.HoldLegally(" + of(it.subject()) + ", " + it.isPlaced() + ")";
      case Action.Erase it -> "new Action.Erase(" + of(it.subject()) + ")";
      case Action.Declare it ->
          "new Action.Declare(%s, %s, %s)"
              .formatted(of(it.personal()), of(it.plain()), it.onlyDeclared());
    };
  }

  /** An entry that records a version of a fact. */
  static String of(JournalEntry entry, JournalEntry.FactChange change) {
    SortedMap<String, String> said = entry.metadata();
    StringBuilder java = new StringBuilder("JournalEntry.fact(" + of(change.ref()) + ")");
    java.append("\n        .by(" + text(said.getOrDefault("actor", "")) + ", ");
    java.append(text(said.getOrDefault("reason", "")) + ")");
    if (change.expected() != JournalEntry.FactChange.ANY) {
      java.append("\n        .from(" + change.expected() + ")");
    }
    if (!change.isNamedByVersion()) {
      java.append("\n        .key(" + text(entry.key().text()) + ")");
    }
    if (entry.correlation() != null) {
      java.append("\n        .correlatedWith(" + text(entry.correlation()) + ")");
    }
    said.forEach((name, value) -> {
      if (!OWN.contains(name)) {
        java.append("\n        .with(" + text(name) + ", " + text(value) + ")");
      }
    });
    return java.append("\n        .build()").toString();
  }

  static String of(FactRef ref) {
    return "FactRef.of(" + text(ref.kind()) + ", " + text(ref.id()) + ")";
  }

  private static String of(LocalDate date) {
    return "LocalDate.parse(\"" + date + "\")";
  }

  private static String of(UUID subject) {
    return "UUID.fromString(\"" + subject + "\")";
  }

  private static String of(Collection<String> texts) {
    return texts.stream()
        .map(JavaSource::text)
        .collect(Collectors.joining(", ", "new TreeSet<>(List.<String>of(", "))"));
  }

  private static String of(SortedMap<String, String> values) {
    return values.entrySet().stream()
        .map(it -> text(it.getKey()) + ", " + text(it.getValue()))
        .collect(Collectors.joining(", ", "new TreeMap<>(Map.of(", "))"));
  }
}
