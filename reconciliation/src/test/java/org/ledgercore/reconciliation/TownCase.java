package org.ledgercore.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.testing.Town.IQD;
import static org.ledgercore.reconciliation.testing.Town.iqd;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.claims.MatchId;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.imports.ImportOutcome;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.sources.Format;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.testing.CamtFiles;
import org.ledgercore.reconciliation.testing.Town;
import org.ledgercore.reconciliation.threeway.ByHand;
import org.ledgercore.testing.LedgerExtension;

/** What tests of files and matches share: a ledger, towns on it, and invariant 3 after each. */
abstract class TownCase {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  static final ByHand.Who ANN = new ByHand.Who("ann", "by phone");

  @BeforeAll
  static void migrate() {
    ReconciliationStore.migrate(DB.dataSource(), DB.schema() + "_rec");
  }

  @AfterEach
  void breaksTieOut() {
    Town any = town("any");
    for (BreakKind kind : List.of(BreakKind.POSTED, BreakKind.CARRIED)) {
      assertThat(any.reconciliation.tieOuts(kind, "IQD")).allMatch(TieOut::isTied);
    }
  }

  static Town town(String name) {
    return new Town(
        DB.ledger(), ReconciliationStore.in(DB.dataSource(), DB.schema() + "_rec"), name);
  }

  static void statement(Town town, Money opening, StatementLine... lines) {
    byte[] file = CamtFiles.write(List.of(town.statement(opening, List.of(lines))));
    assertThat(town.reconciliation.receive(town.bankSource(), file, "ann"))
        .isInstanceOf(ImportOutcome.Imported.class);
  }

  static Runs.Done run(Town town) {
    return town.reconciliation.run(town.bankAccount(), "ann");
  }

  static Break only(Town town, Finding.Type type) {
    List<Break> found =
        town.reconciliation.breaks().of(town.bankAccount()).stream()
            .filter(each -> each.isOpen() && each.type() == type)
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  static StoredMatch matchOf(Town town, Rule rule) {
    return town.reconciliation.matches(town.bankAccount(), new MatchId(0, 0), 100).stream()
        .filter(match -> match.rule() == rule && match.isLive())
        .findFirst()
        .orElseThrow();
  }

  static void assertProved(Town town) {
    assertThat(town.reconciliation.proof(town.bankAccount()).orElseThrow().isProved()).isTrue();
  }

  /** A payout of 54,831,533 that the bank paid, matched by its statement. */
  static Town paid(String name, String paid) {
    Town town = town(name).open(Format.CAMT, 3);
    town.funded("in-" + name, iqd(60_000_000));
    town.released("po-" + name, iqd(54_831_533));
    statement(
        town,
        iqd(0),
        Town.line("B1" + name, "in-" + name, iqd(60_000_000)),
        Town.line("B2" + name, "po-" + name, Money.of(paid, IQD)));
    run(town);
    return town;
  }
}
