package org.ledgercore.query;

import static org.ledgercore.query.BrokenProofException.require;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ledgercore.calendar.OpenDays;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.store.ChartReader;
import org.ledgercore.store.ChartReader.UnitRow;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.PartScan;

/** Every table that the log vouches for, each entry shown to all of them in turn. */
final class ProvedTables {

  private final ProvedAccounts accounts;
  private final ProvedHolds holds;
  private final ProvedFacts facts;
  private final List<ProvedTable> tables;
  private final Map<String, ProvedTable> byKind = new HashMap<>();

  ProvedTables(Connection connection, LedgerSchema schema, Span span) throws SQLException {
    ChartReader reader = new ChartReader(schema);
    Map<Integer, UnitRow> units = reader.units(connection);
    PartScan parts = new PartScan(connection, schema, span.range());
    holds = new ProvedHolds(parts, span);
    accounts = ProvedAccounts.read(connection, reader, units, span).beside(holds);
    facts = ProvedFacts.read(connection, schema, span);
    ProvedReversals reversals = new ProvedReversals(connection, schema, parts);
    tables = List.of(new ProvedUnits(units.values(), span), holds, accounts, reversals, facts);
    for (ProvedTable table : tables) {
      table.kinds().forEach(kind -> byKind.put(kind, table));
    }
  }

  /** The accounts, by which the legs of an entry are read. */
  ProvedAccounts accounts() {
    return accounts;
  }

  /** The days that are open for the next entry. */
  OpenDays days() {
    return facts.days();
  }

  /** The holds, by which the legs of a hold are read. */
  ProvedHolds holds() {
    return holds;
  }

  /** Proves what an entry changes, then moves every figure on. */
  void pass(ProvedEntry entry) {
    String kind = entry.told().kind();
    if (kind.startsWith(EntryKey.RESERVED)) {
      byKind.getOrDefault(kind, facts).pass(entry);
    } else {
      require(entry.legs().size() >= 2, entry.where(), "must have at least 2 postings");
    }
    for (ProvedTable table : tables) {
      table.follow(entry);
    }
  }

  /** Proves, at the end, that no row stands without a record. */
  void finish() {
    tables.forEach(ProvedTable::finish);
  }
}
