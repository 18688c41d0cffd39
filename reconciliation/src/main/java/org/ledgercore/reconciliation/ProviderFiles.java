package org.ledgercore.reconciliation;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.ProviderSettlement;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.claims.Matches;
import org.ledgercore.reconciliation.imports.StatementImports;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.threeway.BankRun;

/**
 * What a provider's files say and what the ledger has of it, as of an act and an entry, so that a
 * run done again sees the same. Immutable by contract, used by one thread.
 *
 * @param provider whose files
 * @param filed which line is of which settlement
 * @param confirmed what the ledger has of each
 * @param posted the days of the settlements that the ledger has posted
 */
record ProviderFiles(
    ProviderId provider,
    FiledSettlements filed,
    Confirmed confirmed,
    Map<String, LocalDate> posted) {

  /** Reads what is stored. */
  static ProviderFiles read(
      Ledger ledger, ReconciliationStore store, Source source, BankRun.Seen asOf) {
    Unit unit = ledger.queries().unit(source.whose().currency()).orElseThrow();
    StatementImports imports = new StatementImports(store);
    List<String> files = imports.files(source.whose().path().value(), asOf.act());
    FiledSettlements filed = FiledSettlements.read(imports, source, files, unit);
    Confirmed confirmed =
        Confirmed.asOf(filed, new Matches(store), new Breaks(ledger, store), asOf.act());
    ProviderId provider = new ProviderId(source.whose().id());
    return new ProviderFiles(provider, filed, confirmed, posted(ledger, provider, filed, asOf));
  }

  private static Map<String, LocalDate> posted(
      Ledger ledger, ProviderId provider, FiledSettlements filed, BankRun.Seen asOf) {
    Set<EntryKey> keys = new HashSet<>();
    filed.settlements().keySet().forEach(name -> keys.add(ProviderSettlement.key(provider, name)));
    Map<String, LocalDate> posted = new TreeMap<>();
    for (RecordedEntry entry : ledger.queries().entriesWith(keys)) {
      if (entry.number() <= asOf.entry()) {
        posted.put(entry.entry().key().text(), entry.effectiveDate());
      }
    }
    return posted;
  }
}
