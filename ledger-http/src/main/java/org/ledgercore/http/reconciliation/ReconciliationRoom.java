package org.ledgercore.http.reconciliation;

import static org.ledgercore.http.reconciliation.ReconciliationProblems.answer;

import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.http.BreakCalls;
import org.ledgercore.reconciliation.http.Caller;
import org.ledgercore.reconciliation.http.FileCalls;
import org.ledgercore.reconciliation.http.ReportCalls;
import org.ledgercore.reconciliation.http.RunCalls;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * Sources, files, runs, matches, breaks and reports of reconciliation as operations. Safe for many
 * threads.
 */
public final class ReconciliationRoom {

  private static final int PAGE = 100;

  private final FileCalls files;
  private final RunCalls runs;
  private final BreakCalls breaks;
  private final ReportCalls reports;

  public ReconciliationRoom(Reconciliation reconciliation) {
    this.files = new FileCalls(reconciliation);
    this.runs = new RunCalls(reconciliation);
    this.breaks = new BreakCalls(reconciliation);
    this.reports = new ReportCalls(reconciliation);
  }

  /** Opens the reconciliation of the service, and creates or upgrades its tables. */
  public static Reconciliation open(Ledger ledger, DataSource dataSource, String books) {
    String schema = books + "_reconciliation";
    ReconciliationStore.migrate(dataSource, schema);
    return new Reconciliation(
        ledger, ReconciliationStore.in(dataSource, schema), Reconciliation.Terms.usual());
  }

  /** What of this room stands in the list of routes. */
  public void offer(Operations to) {
    offerFiles(to);
    offerRuns(to);
    offerMatches(to);
    offerBreaks(to);
    offerReports(to);
  }

  private void offerFiles(Operations to) {
    to.one(
        "declareSource",
        FileCalls.SourceCard.class,
        FileCalls.SourceCard.class,
        (call, wanted) -> answer(files.declare(caller(call), wanted)));
    to.page(
        "listSources",
        FileCalls.All.class,
        FileCalls.SourceCard.class,
        (call, all) -> all(files.sources()));
    to.one(
        "changeRules",
        FileCalls.RulesCard.class,
        FileCalls.RulesCard.class,
        (call, wanted) -> answer(files.changeRules(caller(call), wanted)));
    to.one(
        "getRules",
        FileCalls.OfAccount.class,
        FileCalls.RulesCard.class,
        (call, of) -> answer(files.rules(of)));
    to.file(
        "importFile",
        FileCalls.Incoming.class,
        FileCalls.FileCard.class,
        (call, incoming, file) -> answer(files.receive(caller(call), incoming, file)));
    to.page(
        "listStatements",
        FileCalls.OfAccount.class,
        FileCalls.StatementCard.class,
        (call, of) -> all(files.statements(of)));
    to.page(
        "listStatementLines",
        FileCalls.PageOfAccount.class,
        FileCalls.LineCard.class,
        (call, page) ->
            page(files.lines(page), page.limit(), line -> Long.toString(line.number())));
  }

  private void offerRuns(Operations to) {
    to.one(
        "tryRun",
        FileCalls.OfAccount.class,
        RunCalls.RunCard.class,
        (call, of) -> answer(runs.dryRun(of)));
    to.one(
        "runAccount",
        FileCalls.OfAccount.class,
        RunCalls.RunCard.class,
        (call, of) -> answer(runs.run(caller(call), of)));
    to.page(
        "listRuns",
        FileCalls.OfAccount.class,
        RunCalls.RunRow.class,
        (call, of) -> all(runs.runs(of)));
    to.one(
        "replayRun",
        RunCalls.WhichRun.class,
        RunCalls.ReplayCard.class,
        (call, which) -> answer(runs.replay(which)));
    to.one(
        "getStatementGate",
        RunCalls.GateWanted.class,
        RunCalls.MatchedCard.class,
        (call, wanted) -> answer(runs.gate(wanted)));
  }

  private void offerMatches(Operations to) {
    to.page(
        "listMatches",
        FileCalls.PageOfAccount.class,
        RunCalls.MatchCard.class,
        (call, page) -> page(runs.matches(page), page.limit(), RunCalls.MatchCard::match));
    to.one(
        "explainMatch",
        RunCalls.WhichMatch.class,
        RunCalls.WhyCard.class,
        (call, which) -> answer(runs.explain(which)));
    to.one(
        "matchByHand",
        RunCalls.MatchWanted.class,
        RunCalls.HandCard.class,
        (call, wanted) -> answer(runs.match(caller(call), wanted)));
    to.one(
        "unmatch",
        RunCalls.UnmatchWanted.class,
        RunCalls.HandCard.class,
        (call, wanted) -> answer(runs.unmatch(caller(call), wanted)));
  }

  private void offerBreaks(Operations to) {
    to.page(
        "listBreaks",
        BreakCalls.BreaksWanted.class,
        BreakCalls.BreakCard.class,
        (call, wanted) -> all(breaks.list(wanted)));
    to.one(
        "getBreak",
        BreakCalls.WhichBreak.class,
        BreakCalls.BreakCard.class,
        (call, which) -> answer(breaks.get(which)));
    to.one(
        "assignBreak",
        BreakCalls.Assigned.class,
        BreakCalls.BreakCard.class,
        (call, wanted) -> answer(breaks.assign(caller(call), wanted)));
    to.one(
        "settleBreak",
        BreakCalls.SettledBy.class,
        BreakCalls.BreakCard.class,
        (call, wanted) -> answer(breaks.settle(caller(call), wanted)));
    to.one(
        "correctBreak",
        BreakCalls.CorrectedBy.class,
        BreakCalls.BreakCard.class,
        (call, wanted) -> answer(breaks.correct(caller(call), wanted)));
    to.one(
        "offsetBreak",
        BreakCalls.OffsetBy.class,
        BreakCalls.BreakCard.class,
        (call, wanted) -> answer(breaks.offset(caller(call), wanted)));
    to.one(
        "matchBreak",
        BreakCalls.MatchedBy.class,
        BreakCalls.BreakCard.class,
        (call, wanted) -> answer(breaks.match(caller(call), wanted)));
    to.one(
        "prepareWriteOff",
        BreakCalls.WriteOffWanted.class,
        BreakCalls.WriteOffCard.class,
        (call, wanted) -> answer(breaks.writeOff(caller(call), wanted)));
  }

  private void offerReports(Operations to) {
    to.page(
        "listPayoutLines",
        FileCalls.OfAccount.class,
        ReportCalls.PayoutLineRow.class,
        (call, of) -> all(reports.payoutLines(of)));
    to.page(
        "listUnsettled",
        ReportCalls.UnsettledWanted.class,
        ReportCalls.UnsettledRow.class,
        (call, wanted) -> all(reports.notYetSettled(wanted)));
    to.page(
        "getAgeing",
        ReportCalls.AgeingWanted.class,
        ReportCalls.AgeingRow.class,
        (call, wanted) -> all(reports.ageing(wanted)));
    to.page(
        "getMatchRates",
        FileCalls.All.class,
        ReportCalls.RuleRow.class,
        (call, all) -> all(reports.ruleFigures()));
    to.page(
        "getTieOuts",
        ReportCalls.TieOutsWanted.class,
        ReportCalls.TieOutRow.class,
        (call, wanted) -> all(reports.tieOuts(wanted)));
    to.one(
        "getProof",
        FileCalls.OfAccount.class,
        ReportCalls.ProofCard.class,
        (call, of) -> answer(reports.proof(of)));
    to.page(
        "traceCase",
        ReportCalls.WhichTrace.class,
        ReportCalls.TraceRow.class,
        (call, which) -> all(reports.trace(which)));
  }

  private static Caller caller(Call call) {
    return new Caller(call.actor());
  }

  private static <R> Answer<Page<R>> all(List<R> items) {
    return Answer.found(new Page<>(items, null));
  }

  private static <R> Answer<Page<R>> page(
      List<R> items, @Nullable Integer limit, Function<R, String> cursor) {
    boolean isFull = items.size() == (limit == null ? PAGE : limit);
    return Answer.found(
        new Page<>(items, isFull && !items.isEmpty() ? cursor.apply(items.getLast()) : null));
  }
}
