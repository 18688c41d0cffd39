package org.ledgercore.reconciliation.threeway;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Match;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.runs.RunReport;
import org.ledgercore.reconciliation.runs.Settling;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * Makes the books of a bank, or of a desk, say what its statement says. A match with an expectation
 * confirms it; a finding that shows money the ledger has not is posted, and its items are claimed
 * together with the posting, so that the account is settled and the break lives on 1080 or 2090.
 */
final class BankSettling implements Settling {

  /** An amount break confirms what it names only when it is at most a hundredth off. */
  private static final int NEAR = 100;

  private final Payments payments;
  private final AccountRef account;
  private final Unknowns unknowns;
  private final Returns returns;
  private final Map<String, Expectation> expected;
  private final Books books;
  private final int days;

  private final List<Match> matches = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();

  /**
   * What a settling works on.
   *
   * @param ledger where it posts
   * @param items the movements of the run
   * @param breaks those there are
   */
  record Books(Ledger ledger, LedgerItems items, Breaks breaks) {}

  BankSettling(
      Books books, AccountRef account, Map<String, Expectation> expected, ThreeWay.Terms terms) {
    this.books = books;
    this.payments = Payments.on(books.ledger());
    this.account = account;
    this.expected = expected;
    this.unknowns = new Unknowns(books.ledger(), account);
    this.returns = new Returns(books.ledger(), account, terms.returns());
    this.days = terms.days();
  }

  @Override
  public Settled settle(RunReport report) {
    matches.clear();
    openings.clear();
    report
        .matching()
        .matches()
        .forEach(match -> {
          matches.add(confirmed(match));
          recover(match);
        });
    List<Finding> findings = returns.settle(report.matching().findings(), matches);
    findings.forEach(this::judge);
    return new Settled(matches, openings);
  }

  /** The match with what it confirms posted. */
  Match confirmed(Match match) {
    if (match.outside().isEmpty()) {
      return match;
    }
    List<Item> inside = new ArrayList<>();
    match
        .inside()
        .forEach(item -> inside.addAll(posted(item, item.amount(), match.outside().getFirst())));
    match
        .cause()
        .ifPresent(cause -> {
          Item line = match.outside().getFirst();
          Money moved = Money.ofMinor(match.difference(), line.unit());
          inside.addAll(
              LedgerItems.of(unknowns.difference(cause, moved, line.id(), line.booked()), account));
        });
    return new Match(
        match.rule(),
        match.version(),
        match.outside(),
        inside,
        match.score(),
        match.tolerance(),
        match.proof());
  }

  /**
   * Opens the break of a posting that has none: an earlier run posted it and stopped before it
   * could say so.
   */
  private void recover(Match match) {
    for (Item item : match.inside()) {
      Optional<RecordedEntry> entry =
          books.items().suspended(item).filter(it -> !books.breaks().isPostedBy(it.number()));
      entry.ifPresent(it -> {
        Posting held =
            it.entry().postings().stream()
                .filter(LedgerItems::isSuspense)
                .findFirst()
                .orElseThrow();
        Finding finding =
            new Finding(
                Finding.Type.MISSING_IN_LEDGER,
                match.outside(),
                List.of(),
                "posted by a run that did not end");
        Money amount = Money.ofMinor(-held.signed(), held.amount().unit());
        openings.add(
            new Opening(
                finding,
                BreakKind.POSTED,
                amount,
                held.account().value(),
                it.number(),
                due(finding)));
      });
    }
  }

  /** The postings of an expectation that is confirmed now, or the posting that it was. */
  private List<Item> posted(Item item, Money moved, Item line) {
    Expectation expectation = expected.get(item.id());
    if (expectation == null) {
      return List.of(item);
    }
    return LedgerItems.of(confirm(expectation, moved, line), account);
  }

  /**
   * Posts what an expectation says when its line moved so much.
   *
   * @throws Overtaken when it was expected at other banks too and one of them had it first
   */
  private RecordedEntry confirm(Expectation expectation, Money moved, Item line) {
    Outcome outcome =
        payments.post(expectation.confirmed(moved, occasion(expectation.caseId(), line)));
    if (outcome instanceof Outcome.Rejected(Rejection why)
        && !expectation.isOfOneBank()
        && Overtaken.isBy(why)) {
      throw new Overtaken(why);
    }
    return outcome.orThrow();
  }

  private void judge(Finding finding) {
    switch (finding.type()) {
      case MISSING_IN_LEDGER, FEE, RETURNED -> unknown(finding);
      case AMOUNT -> amount(finding);
      case DUPLICATE -> duplicate(finding);
      case MISSING_OUTSIDE -> carried(finding);
      case AMBIGUOUS, CURRENCY -> undecided(finding);
      case DATE, REFERENCE, POSSIBLE_DUPLICATE ->
          openings.add(Opening.withoutMoney(finding, due(finding)));
    }
  }

  private void amount(Finding finding) {
    List<Expectation> expectations = expectations(finding);
    boolean isNear =
        Math.abs(finding.difference().minor())
            <= Math.abs(Match.byHand("", finding.outside(), finding.inside()).insideSum()) / NEAR;
    if (expectations.isEmpty()) {
      together(finding);
    } else if (isNear && finding.inside().size() == 1) {
      near(finding, expectations.getFirst());
    } else {
      String why = finding.why();
      unknown(new Finding(Finding.Type.MISSING_IN_LEDGER, finding.outside(), List.of(), why));
      finding.eachMissingOutside().forEach(this::carried);
    }
  }

  /** Confirms what the line names; the difference stands on its own. */
  private void near(Finding finding, Expectation expectation) {
    Item line = finding.outside().getFirst();
    Item item = finding.inside().getFirst();
    String on = expectation.differenceOn(finding.difference());
    if (on.isEmpty()) {
      together(finding);
      return;
    }
    Money moved = item.amount().plus(finding.difference());
    RecordedEntry entry = confirm(expectation, moved, line);
    claim(finding, LedgerItems.of(entry, account));
    openings.add(Opening.posted(finding, on, entry.number(), due(finding)));
  }

  private void duplicate(Finding finding) {
    if (finding.outside().size() > finding.inside().size()) {
      together(finding);
    } else {
      undecided(finding);
    }
  }

  /** Nothing is confirmed, so its movements are on their way as if nothing were said of them. */
  private void undecided(Finding finding) {
    openings.add(Opening.withoutMoney(finding, due(finding)));
    finding.eachMissingOutside().forEach(this::carried);
  }

  /** Confirms what is expected of the finding, posts the difference and claims all of it. */
  private void together(Finding finding) {
    Item line = finding.outside().getFirst();
    List<Item> inside = new ArrayList<>();
    finding.inside().forEach(item -> inside.addAll(posted(item, item.amount(), line)));
    RecordedEntry entry = postDifference(finding);
    inside.addAll(LedgerItems.of(entry, account));
    claim(finding, inside);
    openings.add(
        Opening.posted(
            finding, unknowns.heldOn(finding.difference()), entry.number(), due(finding)));
  }

  private void unknown(Finding finding) {
    RecordedEntry entry = postDifference(finding);
    claim(finding, LedgerItems.of(entry, account));
    openings.add(
        Opening.posted(
            finding, unknowns.heldOn(finding.difference()), entry.number(), due(finding)));
  }

  private RecordedEntry postDifference(Finding finding) {
    String id = Opening.id(finding);
    Item line = finding.outside().getFirst();
    return unknowns.post(id, finding.difference(), occasion("break-" + id, line));
  }

  private void claim(Finding finding, List<Item> inside) {
    matches.add(
        new Match(Rule.BREAK, finding.type().name(), finding.outside(), inside, null, null, null));
  }

  private void carried(Finding finding) {
    Item item = finding.inside().getFirst();
    Expectation known = expected.get(item.id());
    if (known == null) {
      Money held = item.amount().negated();
      openings.add(Opening.carried(finding, held, account.path().value(), due(finding)));
    } else {
      known.missing(finding).ifPresent(openings::add);
    }
  }

  private List<Expectation> expectations(Finding finding) {
    return finding.inside().stream()
        .flatMap(item -> Stream.ofNullable(expected.get(item.id())))
        .toList();
  }

  private LocalDate due(Finding finding) {
    return finding.first().valued().plusDays(days);
  }

  private static Occasion occasion(String caseId, Item line) {
    return Occasion.on(line.booked(), caseId).withEvidence(line.id());
  }
}
