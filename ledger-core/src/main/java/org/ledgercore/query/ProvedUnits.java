package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.store.ChartReader.UnitRow;

/** The table of units. */
final class ProvedUnits implements ProvedTable {

  private final Map<Long, UnitRow> byEntry = new HashMap<>();

  ProvedUnits(Collection<UnitRow> rows, Span span) {
    for (UnitRow unit : rows) {
      if (span.covers(unit.entryNo())) {
        UnitRow other = byEntry.put(unit.entryNo(), unit);
        require(other == null, "unit " + unit.id(), "must have a record of its own");
      }
    }
  }

  @Override
  public Set<String> kinds() {
    return Set.of(LogRecords.UNIT_OPENED);
  }

  @Override
  public void pass(ProvedEntry entry) {
    UnitRow row = byEntry.remove(entry.number());
    boolean same =
        row != null
            && LogRecords.opened(row.unit(), LogRecords.author(entry.told())).equals(entry.told());
    require(same, entry.where(), "unit differs");
  }

  @Override
  public void finish() {
    require(byEntry.isEmpty(), "unit", "no record of " + byEntry.values());
  }
}
