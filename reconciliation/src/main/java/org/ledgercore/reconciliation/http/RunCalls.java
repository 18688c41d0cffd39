package org.ledgercore.reconciliation.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Amount;
import org.ledgercore.payments.BankId;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.claims.MatchId;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.matching.Explanation;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.runs.Run;
import org.ledgercore.reconciliation.runs.RunReport;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.threeway.ByHand;
import org.ledgercore.reconciliation.threeway.StatementGate;

/** Runs and the matches they make, and what people match by hand. Safe for many threads. */
public final class RunCalls {

  private static final int PAGE = 100;
  private static final int MOST_FINDINGS = 1_000;

  private final Reconciliation reconciliation;

  public RunCalls(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  /**
   * Something that does not agree.
   *
   * @param type what it is
   * @param outside ids of its lines
   * @param inside ids of its movements
   * @param difference what moved outside beyond what the ledger says
   * @param why what was seen
   */
  public record FindingCard(
      Finding.Type type, List<String> outside, List<String> inside, Amount difference, String why) {

    static FindingCard of(Finding finding) {
      return new FindingCard(
          finding.type(),
          finding.outside().stream().map(it -> it.id()).toList(),
          finding.inside().stream().map(it -> it.id()).toList(),
          Amount.of(finding.difference()),
          finding.why());
    }
  }

  /**
   * What a rule matched.
   *
   * @param rule which rule
   * @param matches how many
   */
  public record ByRule(Rule rule, int matches) {}

  /**
   * What a run found.
   *
   * @param run its number; missing for one that was only tried
   * @param account what was reconciled
   * @param rules the version of its rules
   * @param files the digests of its files
   * @param ledgerEntry the last entry it looked at
   * @param digest of its report: two runs found the same when these are
   * @param matches how many
   * @param byRule by which rules
   * @param findings the first 1,000 of what does not agree
   * @param suggestions how many things a person may put together
   */
  public record RunCard(
      @Nullable Long run,
      String account,
      String rules,
      List<String> files,
      long ledgerEntry,
      String digest,
      int matches,
      List<ByRule> byRule,
      List<FindingCard> findings,
      int suggestions) {

    static RunCard of(@Nullable Long run, RunReport report) {
      List<ByRule> byRule = new ArrayList<>();
      for (Map.Entry<Rule, Integer> each : report.matchesByRule().entrySet()) {
        byRule.add(new ByRule(each.getKey(), each.getValue()));
      }
      return new RunCard(
          run,
          report.inputs().account(),
          report.inputs().rules().version(),
          report.inputs().files(),
          report.inputs().ledgerEntry(),
          report.digest(),
          report.matching().matches().size(),
          byRule,
          report.matching().findings().stream().limit(MOST_FINDINGS).map(FindingCard::of).toList(),
          report.matching().suggestions().size());
    }
  }

  /**
   * A run as it is stored.
   *
   * @param run its number
   * @param account what was reconciled
   * @param ledgerEntry the last entry it looked at
   * @param digest of its report
   * @param matches how many it made
   * @param findings how many there were
   * @param author who ran it
   * @param recordedAt when
   */
  public record RunRow(
      long run,
      String account,
      long ledgerEntry,
      String digest,
      int matches,
      int findings,
      String author,
      Instant recordedAt) {

    static RunRow of(Run run) {
      return new RunRow(
          run.act(),
          run.account(),
          run.ledgerEntry(),
          run.digest(),
          run.matches(),
          run.findings(),
          run.author(),
          run.recordedAt());
    }
  }

  /**
   * Names a run.
   *
   * @param run its number
   */
  public record WhichRun(long run) {}

  /**
   * A run done again.
   *
   * @param run its number
   * @param stored the digest that was stored
   * @param now the digest that was found now
   * @param isIdentical whether both are the same to the byte
   */
  public record ReplayCard(long run, String stored, String now, boolean isIdentical) {}

  /**
   * A match.
   *
   * @param match its name
   * @param account what was reconciled
   * @param rule by which rule
   * @param version the version of the rules
   * @param outside ids of its lines
   * @param inside ids of its movements
   * @param difference what both sides differ by, in minor units
   * @param detail score, cause of a difference or certificate of a sum
   * @param author who made it, or ran it
   * @param reason why, when a person made it
   * @param recordedAt when
   * @param isLive whether it still holds
   */
  public record MatchCard(
      String match,
      String account,
      Rule rule,
      String version,
      List<String> outside,
      List<String> inside,
      long difference,
      String detail,
      String author,
      String reason,
      Instant recordedAt,
      boolean isLive) {

    static MatchCard of(StoredMatch match) {
      return new MatchCard(
          match.id().toString(),
          match.account(),
          match.rule(),
          match.version(),
          match.outside(),
          match.inside(),
          Math.subtractExact(match.sums().outside(), match.sums().inside()),
          match.detail(),
          match.made().author(),
          match.made().reason(),
          match.made().recordedAt(),
          match.isLive());
    }
  }

  /**
   * Names a match.
   *
   * @param act the act that made it
   * @param ordinal its place among those of the act
   */
  public record WhichMatch(long act, int ordinal) {

    MatchId id() {
      return new MatchId(act, ordinal);
    }
  }

  /**
   * A candidate that was not taken.
   *
   * @param item which
   * @param why why not
   */
  public record RefusedCard(String item, String why) {}

  /**
   * Why a match was made.
   *
   * @param match its name
   * @param rule by which rule
   * @param version the version of the rules
   * @param agreed what agreed
   * @param refused candidates that were not taken
   */
  public record WhyCard(
      String match, Rule rule, String version, List<String> agreed, List<RefusedCard> refused) {

    static WhyCard of(WhichMatch which, Explanation why) {
      return new WhyCard(
          which.id().toString(),
          why.rule(),
          why.version(),
          why.agreed(),
          why.refused().stream()
              .map(it -> new RefusedCard(it.item().toString(), it.why()))
              .toList());
    }
  }

  /**
   * Items to be put together.
   *
   * @param account on which account
   * @param outside ids of lines
   * @param inside ids of movements, or of what is expected
   * @param reason why
   */
  public record MatchWanted(
      String account, List<String> outside, List<String> inside, String reason) {}

  /**
   * A match to be taken apart.
   *
   * @param act the act that made it
   * @param ordinal its place among those of the act
   * @param reason why
   */
  public record UnmatchWanted(long act, int ordinal, String reason) {}

  /**
   * What was done by hand.
   *
   * @param act the act by which it is kept
   */
  public record HandCard(long act) {}

  /**
   * Asks whether a bank's statement is matched.
   *
   * @param bank which bank
   * @param day up to which day
   */
  public record GateWanted(String bank, LocalDate day) {}

  /**
   * Whether a bank's statement is matched.
   *
   * @param bank which bank
   * @param day up to which day
   * @param isMatched whether it is
   * @param matchedThrough the day through which it is, without a gap; missing for none
   * @param blocking ids of the breaks that say no
   */
  public record MatchedCard(
      String bank,
      LocalDate day,
      boolean isMatched,
      @Nullable LocalDate matchedThrough,
      List<String> blocking) {}

  /** What a run would find. */
  public Told<RunCard> dryRun(FileCalls.OfAccount of) {
    return new Told.Found<>(RunCard.of(null, reconciliation.dryRun(of.account())));
  }

  /** Runs. */
  public Told<RunCard> run(Caller caller, FileCalls.OfAccount of) {
    Runs.Done done = reconciliation.run(of.account(), caller.name());
    return new Told.Done<>(RunCard.of(done.act(), done.report()), false);
  }

  /** The runs of an account, the newest first. */
  public List<RunRow> runs(FileCalls.OfAccount of) {
    return reconciliation.runs(of.account()).stream().map(RunRow::of).toList();
  }

  /** Does a run again. */
  public Told<ReplayCard> replay(WhichRun which) {
    Runs.Again again = reconciliation.replay(which.run());
    return new Told.Found<>(
        new ReplayCard(
            which.run(), again.run().digest(), again.report().digest(), again.isIdentical()));
  }

  /** Matches of an account; the cursor is a match's name. */
  public List<MatchCard> matches(FileCalls.PageOfAccount page) {
    return reconciliation
        .matches(page.account(), Cursors.match(page.after()), Cursors.limit(page.limit(), PAGE))
        .stream()
        .map(MatchCard::of)
        .toList();
  }

  /** Why a match was made. */
  public Told<WhyCard> explain(WhichMatch which) {
    return Told.found(reconciliation.explain(which.id()).map(it -> WhyCard.of(which, it)));
  }

  /** Puts items together. */
  public Told<HandCard> match(Caller caller, MatchWanted wanted) {
    ByHand.Chosen chosen = new ByHand.Chosen(wanted.outside(), wanted.inside());
    ByHand.Who who = new ByHand.Who(caller.name(), wanted.reason());
    return Told.of(
        reconciliation.match(wanted.account(), chosen, who), done -> new HandCard(done.act()));
  }

  /** Takes a match apart. */
  public Told<HandCard> unmatch(Caller caller, UnmatchWanted wanted) {
    ByHand.Who who = new ByHand.Who(caller.name(), wanted.reason());
    MatchId id = new MatchId(wanted.act(), wanted.ordinal());
    return Told.of(reconciliation.unmatch(id, who), done -> new HandCard(done.act()));
  }

  /** Whether a bank's statement is matched. */
  public Told<MatchedCard> gate(GateWanted wanted) {
    BankId bank = new BankId(wanted.bank());
    StatementGate gate = reconciliation.gate(bank, wanted.day());
    return new Told.Found<>(
        new MatchedCard(
            wanted.bank(),
            wanted.day(),
            gate.isOpen(),
            reconciliation.matchedThrough(bank).orElse(null),
            gate.blocking().stream().map(it -> it.id()).toList()));
  }
}
