package org.ledgercore;

import java.util.ArrayList;
import java.util.List;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.rules.Command;

/** Cuts a bulk into parts that are decided and stored one after another. */
final class Bulk {

  private static final int MAX_GROUP = 10_000;
  private static final int PART = 4_096;

  private Bulk() {}

  /** Entries by themselves. */
  static List<List<Command>> of(List<JournalEntry> entries) {
    List<List<Command>> parts = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += PART) {
      int size = Math.min(PART, entries.size() - from);
      List<Command> part = new ArrayList<>(size);
      for (JournalEntry entry : entries.subList(from, from + size)) {
        part.add(new Command.Post(entry));
      }
      parts.add(part);
    }
    return parts;
  }

  /** One part: entries by themselves. */
  static List<Command> part(List<JournalEntry> entries) {
    if (entries.isEmpty() || entries.size() > PART) {
      throw new InvalidInputException("entries", "must be 1 to " + PART, entries.size());
    }
    return of(entries).getFirst();
  }

  /** Groups; a group of one is an entry by itself. */
  static List<List<Command>> ofGroups(List<List<JournalEntry>> groups) {
    List<List<Command>> parts = new ArrayList<>();
    List<Command> part = new ArrayList<>();
    int entries = 0;
    for (List<JournalEntry> group : groups) {
      requireGroup(group);
      boolean isAlone = group.size() == 1;
      part.add(
          isAlone ? new Command.Post(group.getFirst()) : new Command.PostGroup(List.copyOf(group)));
      entries += group.size();
      if (entries >= PART) {
        parts.add(part);
        part = new ArrayList<>();
        entries = 0;
      }
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  static void requireGroup(List<JournalEntry> entries) {
    if (entries.isEmpty() || entries.size() > MAX_GROUP) {
      throw new InvalidInputException("entries", "must be 1 to 10000", entries.size());
    }
  }
}
