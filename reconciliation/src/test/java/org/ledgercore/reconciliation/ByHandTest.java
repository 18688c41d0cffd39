package org.ledgercore.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.testing.Town.DAY;
import static org.ledgercore.reconciliation.testing.Town.iqd;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.claims.MatchId;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.sources.Format;
import org.ledgercore.reconciliation.testing.Town;
import org.ledgercore.reconciliation.threeway.ByHand;
import org.ledgercore.reconciliation.threeway.Handled;

/** What people do by hand: match, take apart, give a break's line to what was meant. */
class ByHandTest extends TownCase {

  @Test
  void unmatch_ofAConfirmation_leavesAPostedBreak_andAllTiesOut() {
    Town town = paid("undo", "-54831533");
    StoredMatch match =
        town.reconciliation.matches(town.bankAccount(), new MatchId(0, 0), 100).stream()
            .filter(it -> it.sums().outside() == -54_831_533_000L)
            .findFirst()
            .orElseThrow();
    assertThat(town.reconciliation.unmatch(match.id(), ANN)).isInstanceOf(Handled.Done.class);
    Break undone = only(town, Finding.Type.MISSING_OUTSIDE);
    assertThat(undone.amount()).isEqualTo(iqd(54_831_533));
    assertThat(undone.heldOn()).isEqualTo("recon_suspense:" + town.bank);
    breaksTieOut();
    assertProved(town);
    assertThat(town.reconciliation.unmatch(match.id(), ANN))
        .isEqualTo(new Handled.Refused(Handled.Why.ALREADY_UNDONE, match.id().toString()));

    run(town);
    Break unknown = only(town, Finding.Type.MISSING_IN_LEDGER);
    assertThat(unknown.amount()).isEqualTo(iqd(-54_831_533));
    breaksTieOut();
    assertProved(town);
    assertThat(town.balance(AccountPath.of("recon_suspense:" + town.bank)).isZero()).isTrue();

    Breaks breaks = town.reconciliation.breaks();
    assertThat(breaks.offset(undone.id(), unknown.id(), "ann"))
        .isInstanceOf(Resolving.Resolved.class);
    assertThat(breaks.offset(undone.id(), unknown.id(), "ann"))
        .isEqualTo(new Resolving.Refused(Resolving.Reason.ALREADY_RESOLVED));
    assertThat(breaks.of(town.bankAccount())).noneMatch(Break::isOpen);
  }

  @Test
  void unmatch_ofWhatWasInTheBooks_postsNothing_andIsMatchedAgain() {
    Town town = paid("plain", "-54831533");
    StoredMatch match =
        town.reconciliation.matches(town.bankAccount(), new MatchId(0, 0), 100).stream()
            .filter(it -> it.sums().outside() == 60_000_000_000L)
            .findFirst()
            .orElseThrow();
    long newest = DB.ledger().newestEntry();
    assertThat(town.reconciliation.unmatch(match.id(), ANN)).isInstanceOf(Handled.Done.class);
    assertThat(DB.ledger().newestEntry()).isEqualTo(newest);
    assertProved(town);
    assertThat(run(town).settled().matches()).hasSize(1);
    assertThat(town.reconciliation.ruleFigures())
        .anyMatch(each -> each.account().equals(town.bankAccount()) && each.undone() == 1);
  }

  @Test
  void aBreak_isResolvedByTheMatchThatWasMeant() {
    Town town = town("meant").open(Format.CAMT, 3);
    town.funded("in-meant", iqd(1_000));
    statement(
        town,
        iqd(0),
        Town.line("B1meant", "in-meant", iqd(1_000)),
        Town.line("B2meant", "no idea", iqd(-300)));
    run(town);
    Break unknown = only(town, Finding.Type.MISSING_IN_LEDGER);
    StoredMatch held = matchOf(town, Rule.BREAK);
    assertThat(town.reconciliation.unmatch(held.id(), ANN))
        .isEqualTo(new Handled.Refused(Handled.Why.STANDS_FOR_A_BREAK, held.id().toString()));
    town.released("po-meant", iqd(300));
    List<String> expected =
        town.reconciliation.dryRun(town.bankAccount()).matching().findings().stream()
            .flatMap(finding -> finding.inside().stream())
            .map(item -> item.id())
            .toList();
    assertThat(expected).hasSize(1);

    assertThat(town.reconciliation.resolve(unknown.id(), List.of("nothing"), ANN))
        .isEqualTo(new Handled.Refused(Handled.Why.UNKNOWN_ITEM, "nothing"));
    assertThat(town.reconciliation.resolve(unknown.id(), expected, ANN))
        .isInstanceOf(Handled.Done.class);
    assertThat(town.reconciliation.breaks().find(unknown.id()).orElseThrow().standing())
        .satisfies(it -> assertThat(it.resolution()).isEqualTo(Break.Resolution.MATCHED));
    assertThat(town.balance(AccountPath.of("recon_suspense:" + town.bank)).isZero()).isTrue();
    assertThat(town.balance(AccountClass.PAYOUT_IN_FLIGHT.path(town.bank.value())).isZero())
        .isTrue();
    assertProved(town);
    assertThat(run(town).settled().breaks()).isEmpty();
    assertThat(town.reconciliation.trace("po-meant").getLast().line()).isPresent();
  }

  @Test
  void byHand_onlyWhatSumsToTheSame_andIsFree() {
    Town town = town("hand").open(Format.CAMT, 3);
    town.funded("one", iqd(70));
    town.funded("two", iqd(71));
    statement(town, iqd(0), Town.line("B1hand", "", iqd(70)), Town.line("B2hand", "", iqd(1)));
    List<String> lines =
        town.reconciliation.lines(town.bankAccount(), 0, 10).stream().map(it -> it.id()).toList();
    String one = posting(town, 70);
    assertThat(town.reconciliation.match(town.bankAccount(), chosen(lines.get(1), one), ANN))
        .isEqualTo(new Handled.Refused(Handled.Why.SUMS_DIFFER, "by -69000 minor units"));
    Handled done = town.reconciliation.match(town.bankAccount(), chosen(lines.get(0), one), ANN);
    assertThat(done).isInstanceOf(Handled.Done.class);
    assertThat(town.reconciliation.match(town.bankAccount(), chosen(lines.get(0), one), ANN))
        .isInstanceOfSatisfying(
            Handled.Refused.class, it -> assertThat(it.why()).isEqualTo(Handled.Why.TAKEN));
    long act = ((Handled.Done) done).act();
    assertThat(town.reconciliation.explain(new MatchId(act, 1)).orElseThrow().agreed())
        .contains("said by ann: by phone");
    ByHand.Chosen both =
        new ByHand.Chosen(List.of(), List.of(posting(town, 71), reversed(town, "two")));
    assertThat(town.reconciliation.match(town.bankAccount(), both, ANN))
        .isInstanceOf(Handled.Done.class);
    run(town);
    assertProved(town);
  }

  private static ByHand.Chosen chosen(String line, String posting) {
    return new ByHand.Chosen(List.of(line), List.of(posting));
  }

  private static String posting(Town town, long dinars) {
    return town.reconciliation
        .dryRun(town.bankAccount())
        .matching()
        .lines()
        .flatMap(line ->
            java.util.regex.Pattern.compile("posting [0-9]+ -?" + dinars + "\\.000")
                .matcher(line)
                .results()
                .map(found -> found.group().replaceAll(" -?" + dinars + "\\.000", "")))
        .findFirst()
        .orElseThrow();
  }

  private static String reversed(Town town, String key) {
    long number = DB.ledger().entry(org.ledgercore.journal.EntryKey.of(key)).orElseThrow().number();
    long first = DB.ledger().reverse(number, "undo-" + key, DAY).orThrow().firstPosting();
    return "posting " + first;
  }
}
