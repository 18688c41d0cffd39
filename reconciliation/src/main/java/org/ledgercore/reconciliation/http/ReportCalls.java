package org.ledgercore.reconciliation.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Amount;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.breaks.Ageing;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.runs.FourFigures;
import org.ledgercore.reconciliation.runs.RuleFigures;
import org.ledgercore.reconciliation.threeway.Traced;

/** What finance asks of reconciliation. Safe for many threads. */
public final class ReportCalls {

  private final Reconciliation reconciliation;

  public ReportCalls(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  /**
   * What is not yet settled is wanted.
   *
   * @param account of which account
   * @param periodEnd at the end of which day
   */
  public record UnsettledWanted(String account, LocalDate periodEnd) {}

  /**
   * Something that the ledger says and no line has confirmed.
   *
   * @param item its id
   * @param valued the day from which it counts
   * @param amount how much
   * @param keys what it is called
   */
  public record UnsettledRow(String item, LocalDate valued, Amount amount, List<String> keys) {

    static UnsettledRow of(Item item) {
      return new UnsettledRow(item.id(), item.valued(), Amount.of(item.amount()), item.keys());
    }
  }

  /**
   * Ageing is wanted.
   *
   * @param asOf on which day
   */
  public record AgeingWanted(LocalDate asOf) {}

  /**
   * Open breaks with something in common.
   *
   * @param days the bucket, such as {@code 2-3}
   * @param type what is wrong
   * @param kind where the money is
   * @param heldOn the account with the money
   * @param owner who looks after them
   * @param count how many
   * @param amount their sum
   */
  public record AgeingRow(
      String days,
      Finding.Type type,
      BreakKind kind,
      String heldOn,
      String owner,
      int count,
      Amount amount) {

    static AgeingRow of(Ageing.Row row) {
      Ageing.Group group = row.group();
      return new AgeingRow(
          group.bucket(),
          group.type(),
          group.kind(),
          group.heldOn(),
          group.owner(),
          row.count(),
          Amount.of(row.amount()));
    }
  }

  /**
   * How a rule does.
   *
   * @param account what is reconciled
   * @param version the version of the rules
   * @param rule which rule
   * @param matches how many it made
   * @param undone how many of them were undone
   */
  public record RuleRow(String account, String version, Rule rule, long matches, long undone) {

    static RuleRow of(RuleFigures figures) {
      return new RuleRow(
          figures.account(),
          figures.version(),
          figures.rule(),
          figures.matches(),
          figures.undone());
    }
  }

  /**
   * Tie-outs are wanted.
   *
   * @param kind of posted or of carried breaks
   * @param currency in which unit
   */
  public record TieOutsWanted(BreakKind kind, String currency) {}

  /**
   * Open breaks on an account against its balance.
   *
   * @param account which account
   * @param breaks what the breaks say
   * @param ledger what the ledger says
   * @param isTied whether both are the same
   */
  public record TieOutRow(String account, Amount breaks, Amount ledger, boolean isTied) {

    static TieOutRow of(TieOut tieOut) {
      return new TieOutRow(
          tieOut.account(),
          Amount.of(tieOut.breaks()),
          Amount.of(tieOut.ledger()),
          tieOut.isTied());
    }
  }

  /**
   * The proof of a bank's account.
   *
   * @param account which account
   * @param ledger the balance of the books
   * @param onlyInLedger what no line confirms
   * @param onlyOutside what the ledger does not know
   * @param statement the closing balance of the newest statement
   * @param unexplained what is left
   * @param isProved whether nothing is
   */
  public record ProofCard(
      String account,
      Amount ledger,
      Amount onlyInLedger,
      Amount onlyOutside,
      Amount statement,
      Amount unexplained,
      boolean isProved) {

    static ProofCard of(String account, FourFigures figures) {
      return new ProofCard(
          account,
          Amount.of(figures.ledger()),
          Amount.of(figures.onlyInLedger()),
          Amount.of(figures.onlyOutside()),
          Amount.of(figures.statement()),
          Amount.of(figures.unexplained()),
          figures.isProved());
    }
  }

  /**
   * Names a case.
   *
   * @param id the id that its entries, requests and lines share
   */
  public record WhichTrace(String id) {}

  /**
   * An entry of a case with what it rests on.
   *
   * @param entry its number
   * @param kind what it is
   * @param key its key
   * @param effectiveDate its day
   * @param approval the request that approved it
   * @param line the id of the line that is its evidence
   * @param lineText what that line says
   * @param matches the live matches in which its postings are
   */
  public record TraceRow(
      long entry,
      String kind,
      String key,
      LocalDate effectiveDate,
      @Nullable String approval,
      @Nullable String line,
      @Nullable String lineText,
      List<String> matches) {}

  /**
   * A payout or settlement with a line of the statement or a movement that it is made of.
   *
   * @param match the match that put them together
   * @param rule by which rule
   * @param side {@code OUTSIDE} for a line, {@code INSIDE} for a movement
   * @param id the line, or the movement
   * @param day the day from which it counts
   * @param amount how much
   * @param reference what it is called
   */
  public record PayoutLineRow(
      String match,
      Rule rule,
      String side,
      String id,
      LocalDate day,
      Amount amount,
      String reference) {}

  /** What is not yet settled at the end of a period. */
  public List<UnsettledRow> notYetSettled(UnsettledWanted wanted) {
    return reconciliation.notYetSettled(wanted.account(), wanted.periodEnd()).stream()
        .map(UnsettledRow::of)
        .toList();
  }

  /** Open breaks by age. */
  public List<AgeingRow> ageing(AgeingWanted wanted) {
    return reconciliation.ageing(wanted.asOf()).rows().stream().map(AgeingRow::of).toList();
  }

  /** The match rate of each rule. */
  public List<RuleRow> ruleFigures() {
    return reconciliation.ruleFigures().stream().map(RuleRow::of).toList();
  }

  /** Breaks against balances. */
  public List<TieOutRow> tieOuts(TieOutsWanted wanted) {
    return reconciliation.tieOuts(wanted.kind(), wanted.currency()).stream()
        .map(TieOutRow::of)
        .toList();
  }

  /** The proof of a bank's account. */
  public Told<ProofCard> proof(FileCalls.OfAccount of) {
    return Told.found(reconciliation.proof(of.account()).map(it -> ProofCard.of(of.account(), it)));
  }

  /** Every entry of a case with what it rests on. */
  public List<TraceRow> trace(WhichTrace which) {
    List<TraceRow> rows = new ArrayList<>();
    for (Traced each : reconciliation.trace(which.id())) {
      var entry = each.entry();
      String line = each.line().orElse(null);
      rows.add(
          new TraceRow(
              entry.number(),
              entry.entry().kind(),
              entry.entry().key().toString(),
              entry.effectiveDate(),
              entry.entry().metadata().get("approval"),
              line,
              line == null ? null : reconciliation.told(line).orElse(null),
              each.claims().stream().map(it -> it.match().toString()).distinct().toList()));
    }
    return rows;
  }

  /** Payouts and settlements of an account with the lines and movements they are made of. */
  public List<PayoutLineRow> payoutLines(FileCalls.OfAccount of) {
    List<PayoutLineRow> rows = new ArrayList<>();
    reconciliation
        .matchedItems(of.account())
        .forEach((match, items) ->
            items.forEach(item ->
                rows.add(
                    new PayoutLineRow(
                        match.id().toString(),
                        match.rule(),
                        item.origin().name(),
                        item.id(),
                        item.valued(),
                        Amount.of(item.amount()),
                        item.keys().isEmpty() ? "" : item.keys().getFirst()))));
    return rows;
  }
}
