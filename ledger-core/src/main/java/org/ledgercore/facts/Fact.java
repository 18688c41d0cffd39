package org.ledgercore.facts;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.RecordedEntry;

/**
 * One version of a fact. Immutable.
 *
 * @param ref what it is about
 * @param version 1 upwards, without gaps
 * @param record the entry that recorded it, with its number and time
 */
public record Fact(FactRef ref, int version, RecordedEntry record) {

  /** Who made the change. */
  public String actor() {
    return said(FactBuilder.ACTOR);
  }

  /** Why the change was made. */
  public String reason() {
    return said(FactBuilder.REASON);
  }

  /** What holds since this version, by name. */
  public SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>(record.entry().metadata());
    values.remove(FactBuilder.ID);
    values.remove(FactBuilder.ACTOR);
    values.remove(FactBuilder.REASON);
    return Collections.unmodifiableSortedMap(values);
  }

  private String said(String name) {
    return record.entry().metadata().getOrDefault(name, "");
  }
}
