package org.ledgercore.http.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Principals;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Break.State;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.http.BreakCalls;
import org.ledgercore.reconciliation.http.BreakCalls.BreaksWanted;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.testing.LedgerExtension;

/** A break is written off when another person than its maker agrees, and closes by its entry. */
class WriteOffsTest {

  @RegisterExtension static final LedgerExtension DB = new LedgerExtension();

  private final Ledger ledger = DB.ledger();
  private final Principals host = Principals.trusted("back office");

  @Test
  void aBreak_isWrittenOffByTwoPersons_andCloses() {
    Reconciliation reconciliation = withAnUnknownDebit();
    Break lost = reconciliation.breaks().open().getFirst();
    Approvals approvals = approvals(reconciliation);
    Requests requests = approvals.requests();
    Principal maker = host.login("tom");
    Principal cleo = host.login("cleo");

    Ask ask =
        Ask.of(BreakCalls.WRITE_OFF, lost.id(), "platform", "not worth a call")
            .with("date", "2026-06-20");
    Request asked = requests.ask(maker, ask).orThrow();
    assertThat(requests.approve(maker, asked.number(), asked.digest(), "why not"))
        .isInstanceOf(Answer.Refused.class);
    assertThat(reconciliation.breaks().takeUp("approvals")).isEmpty();
    requests.approve(cleo, asked.number(), asked.digest(), "agreed").orThrow();
    requests.execute(cleo, asked.number(), "agreed").orThrow();
    assertReadAsClosed(reconciliation, lost);

    assertThat(reconciliation.breaks().takeUp("approvals"))
        .extracting(Break::id)
        .containsExactly(lost.id());
    Break closed = reconciliation.breaks().find(lost.id()).orElseThrow();
    assertThat(closed.standing().resolution()).isEqualTo(Break.Resolution.WRITTEN_OFF);
    assertThat(closed.standing().reference()).isNotEmpty();
    assertThat(reconciliation.tieOuts(BreakKind.POSTED, "EUR")).allMatch(TieOut::isTied);
  }

  /** Closed by its entry alone; whoever reads it writes nothing. */
  private static void assertReadAsClosed(Reconciliation reconciliation, Break lost) {
    ReconciliationStore store = ReconciliationStore.in(DB.dataSource(), DB.schema() + "_recon");
    long act = store.newestAct();
    BreakCalls calls = new BreakCalls(reconciliation);
    assertThat(calls.list(new BreaksWanted(null, null, null, null, null, null))).isEmpty();
    assertThat(calls.list(new BreaksWanted("bank:town", null, State.RESOLVED, null, null, null)))
        .extracting(BreakCalls.BreakCard::resolution)
        .containsExactly(Break.Resolution.WRITTEN_OFF);
    assertThat(calls.get(new BreakCalls.WhichBreak(lost.id())).toString()).contains("WRITTEN_OFF");
    assertThat(reconciliation.tieOuts(BreakKind.POSTED, "EUR")).allMatch(TieOut::isTied);
    assertThat(reconciliation.breaks().assign(lost.id(), "ben", LocalDate.EPOCH, "ann"))
        .isEqualTo(new Resolving.Refused(Resolving.Reason.ALREADY_RESOLVED));
    assertThat(store.newestAct()).isEqualTo(act);
  }

  private Reconciliation withAnUnknownDebit() {
    String schema = DB.schema() + "_recon";
    ReconciliationStore.migrate(DB.dataSource(), schema);
    Reconciliation reconciliation =
        new Reconciliation(
            ledger, ReconciliationStore.in(DB.dataSource(), schema), Reconciliation.Terms.usual());
    ledger.openUnit(Unit.fiat("EUR", 2));
    Source.Whose bank = new Source.Whose(Party.BANK, "town", "EUR", "");
    Map<String, String> columns = Map.of("date", "Day", "amount", "Amount");
    reconciliation.declare(new Source("town", bank, Source.Reading.csv(2, columns)), "ann");
    byte[] file = "Day,Amount\n2026-06-15,-7.00\n".getBytes(StandardCharsets.UTF_8);
    reconciliation.receive("town", file, "ann");
    reconciliation.run("bank:town", "ann");
    return reconciliation;
  }

  private Approvals approvals(Reconciliation reconciliation) {
    String schema = DB.schema() + "_approvals";
    Approvals.migrate(DB.dataSource(), schema, DB.schema());
    Policy policy = Policy.onePerson("write-offs", 1, Duration.ofHours(2), Duration.ofDays(1));
    Approvals approvals =
        Approvals.on(
            ledger,
            DB.dataSource(),
            schema,
            List.of(WriteOffs.kind(ledger, reconciliation.breaks(), policy)));
    approvals.people().setUp(host.login("installer"), "platform", "ada", "cleo").orThrow();
    Principal ada = host.login("ada");
    Principal cleo = host.login("cleo");
    PersonId tom = approvals.people().add(ada, "platform", "tom").orThrow();
    Grant role = new Grant(tom, "platform", "RECONCILIATION");
    Request asked = approvals.requests().ask(ada, PeopleKinds.grant(role, "is hired")).orThrow();
    approvals.requests().approve(cleo, asked.number(), asked.digest(), "agreed").orThrow();
    approvals.requests().execute(cleo, asked.number(), "agreed").orThrow();
    return approvals;
  }
}
