package org.ledgercore.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.testing.Town.DAY;
import static org.ledgercore.reconciliation.testing.Town.IQD;
import static org.ledgercore.reconciliation.testing.Town.iqd;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.ProviderSettlement;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.claims.MatchId;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.sources.Format;
import org.ledgercore.reconciliation.testing.Town;
import org.ledgercore.reconciliation.threeway.ByHand;
import org.ledgercore.reconciliation.threeway.Handled;
import org.ledgercore.testing.Covers;

/**
 * What is on 1020 beside what is missing from a provider's files and what is due: still carried.
 */
@Covers("E7")
class UnsettledTest extends TownCase {

  private static final Set<Finding.Type> CARRYING =
      EnumSet.of(Finding.Type.MISSING_OUTSIDE, Finding.Type.UNSETTLED);

  @Test
  void aLineThatIsKnownAfterItsSettlement_staysCarried() {
    Town town = settled("late");
    files(town, Town.filed("pay", "c2-late", iqd(300), iqd(0), "S-late"));
    assertThat(carried(town)).isEmpty();

    town.captured("c2-late", iqd(300));
    files(town);
    assertThat(carried(town)).containsExactly(iqd(-300));
    assertThat(town.balance(AccountClass.PROVIDER_RECEIVABLE.path(town.provider.value())))
        .isEqualTo(iqd(300));
    breaksTieOut();

    run(town);
    files(town);
    assertThat(carried(town)).containsExactly(iqd(-300));
  }

  @Test
  void aLineWithoutASettlement_staysCarried() {
    Town town = captured("nameless");
    files(
        town,
        Town.filed("pay", "c1-nameless", iqd(200), iqd(0), ""),
        Town.filed("pay", "c2-nameless", iqd(299), iqd(0), ""));
    assertThat(carried(town)).containsExactlyInAnyOrder(iqd(-200), iqd(-300));
    breaksTieOut();
    run(town);
    assertThat(town.reconciliation.breaks().of(town.bankAccount())).isEmpty();
  }

  @Test
  void anAmountThatIsFiledTwiceAfterItsSettlement_isNotCountedTwice() {
    Town town = captured("twice");
    files(
        town,
        Town.filed("pay", "c1-twice", iqd(199), iqd(0), "S-twice"),
        Town.filed("pay", "c2-twice", iqd(300), iqd(0), "S-twice"));
    statement(town, iqd(0), Town.line("B1twice", "S-twice", iqd(500)));
    run(town);
    assertThat(carried(town)).isEmpty();

    String again = Town.filed("pay", "c1-twice", iqd(200), iqd(0), "S-twice");
    files(town, again, again);
    assertThat(carried(town)).containsExactlyInAnyOrder(iqd(-200), iqd(200));
    breaksTieOut();
  }

  @Test
  void aLineThatComesAfterASettlementOfFeesAlone_staysCarried() {
    Town town = town("feesfirst").open(Format.CAMT, 3);
    files(town, Town.filed("fee", "F1", iqd(-50), iqd(0), "S-feesfirst"));
    statement(town, iqd(0), Town.line("B1feesfirst", "S-feesfirst", iqd(-50)));
    run(town);
    town.captured("c1-feesfirst", iqd(300));
    files(town, Town.filed("pay", "c1-feesfirst", iqd(300), iqd(0), "S-feesfirst"));
    assertThat(carried(town)).containsExactly(iqd(-300));
    run(town);
    breaksTieOut();
  }

  @Test
  void aLineWithoutASettlement_thatIsMatchedAnew_isAnotherBreak() {
    Town town = town("anew").open(Format.CAMT, 3);
    town.captured("c1-anew", iqd(500));
    files(town, Town.filed("pay", "c1-anew", iqd(500), iqd(0), ""));
    assertThat(carried(town)).containsExactly(iqd(-500));
    StoredMatch match =
        town.reconciliation.matches(town.providerAccount(), new MatchId(0, 0), 10).getFirst();
    assertThat(town.reconciliation.unmatch(match.id(), ANN)).isInstanceOf(Handled.Done.class);
    files(town, Town.filed("pay", "c1-anew", iqd(499), iqd(0), ""));
    breaksTieOut();
  }

  @Test
  void aSettlementThatNoFileNames_standsAgainstWhatIsMissing() {
    Town town = town("byhand").open(Format.CAMT, 3);
    town.captured("c1-byhand", iqd(200));
    Occasion when = Occasion.on(DAY, "byhand");
    town.payments
        .post(new ProviderSettlement(town.provider, "R-byhand", town.bank, iqd(200), iqd(0), when))
        .orThrow();
    files(town);
    assertThat(carried(town)).containsExactlyInAnyOrder(iqd(-200), iqd(200));
    breaksTieOut();
  }

  @Test
  void whatIsLeft_standsAgainstWhatMovesIt() {
    Town town = settled("moved");
    town.captured("c2-moved", iqd(300));
    files(town, Town.filed("pay", "c2-moved", iqd(300), iqd(0), "S-moved"));
    assertThat(carried(town)).containsExactly(iqd(-300));
    DB.ledger()
        .post(
            JournalEntry.on(DAY)
                .key("paid with another settlement")
                .debit(AccountClass.MERCHANT_PAYABLE.path(town.school.value()), iqd(300))
                .credit(AccountClass.PROVIDER_RECEIVABLE.path(town.provider.value()), iqd(300))
                .build())
        .orThrow();
    files(town);
    assertThat(carried(town)).containsExactlyInAnyOrder(iqd(-300), iqd(300));
    breaksTieOut();
  }

  @Test
  void whatIsDue_isCarried_fromTheRunOfItsProviderOn_whateverItsBankDoes() {
    Town town = captured("early");
    files(town, filed("early", 200), filed("early", 300));
    assertThat(only(town, Finding.Type.UNSETTLED).amount()).isEqualTo(iqd(-500));
    assertThat(town.reconciliation.runs(town.bankAccount())).isEmpty();

    run(town);
    assertThat(only(town, Finding.Type.UNSETTLED).amount()).isEqualTo(iqd(-500));
    breaksTieOut();
  }

  @Test
  void aSettlementThatArrivedElsewhere_isDueNoMore_atTheNextRun() {
    Town town = captured("elsewhere");
    files(town, filed("elsewhere", 200), filed("elsewhere", 300));
    Town other = town("other").open(Format.CAMT, 3);
    Occasion when = Occasion.on(DAY, "elsewhere");
    town.payments
        .post(
            new ProviderSettlement(
                town.provider, "S-elsewhere", other.bank, iqd(500), iqd(0), when))
        .orThrow();
    files(town);
    assertThat(town.reconciliation.breaks().of(town.bankAccount())).noneMatch(Break::isOpen);
  }

  @Test
  void aMatchOfAProvider_takenApartAndMadeByHand_tiesOutAfterEachAct() {
    Town town = captured("apart");
    files(town, filed("apart", 200), filed("apart", 300));
    StoredMatch match =
        town.reconciliation.matches(town.providerAccount(), new MatchId(0, 0), 10).getFirst();
    assertThat(town.reconciliation.unmatch(match.id(), ANN)).isInstanceOf(Handled.Done.class);
    assertThat(carried(town)).containsExactly(Money.ofMinor(-match.sums().inside(), IQD));
    breaksTieOut();

    ByHand.Chosen same = new ByHand.Chosen(match.outside(), match.inside());
    assertThat(town.reconciliation.match(town.providerAccount(), same, ANN))
        .isInstanceOf(Handled.Done.class);
    assertThat(carried(town)).isEmpty();
    assertThat(only(town, Finding.Type.UNSETTLED).amount()).isEqualTo(iqd(-500));
    breaksTieOut();
  }

  @Test
  void anAmountOfWhichTheLineIsGivenToAnother_leavesItsCaptureMissing() {
    Town town = captured("given");
    town.captured("c3-given", iqd(199));
    files(town, Town.filed("pay", "c1-given", iqd(199), iqd(0), "S-given"));
    Break amount = ofProvider(town, Finding.Type.AMOUNT);
    Break other =
        town.reconciliation.breaks().of(town.providerAccount()).stream()
            .filter(each -> each.amount().equals(iqd(-199)))
            .findFirst()
            .orElseThrow();
    ByHand.Chosen given = new ByHand.Chosen(amount.outside(), other.inside());
    assertThat(town.reconciliation.match(town.providerAccount(), given, ANN))
        .isInstanceOf(Handled.Done.class);
    assertThat(carried(town)).containsExactlyInAnyOrder(iqd(-200), iqd(-300));
    assertThat(only(town, Finding.Type.UNSETTLED).amount()).isEqualTo(iqd(-199));
    breaksTieOut();
    files(town);
    assertThat(carried(town)).containsExactlyInAnyOrder(iqd(-200), iqd(-300));
  }

  @Test
  void anAmountThatWasSettledByAPerson_andIsFiledRight_countsOnce() {
    Town town = captured("right");
    files(town, Town.filed("pay", "c1-right", iqd(199), iqd(0), "S-right"));
    Break amount = ofProvider(town, Finding.Type.AMOUNT);
    assertThat(town.reconciliation.breaks().settle(amount.id(), "ann", "they will file it anew"))
        .isInstanceOf(Resolving.Resolved.class);
    files(town, Town.filed("pay", "c1-right", iqd(200), iqd(0), "S-right"));
    assertThat(only(town, Finding.Type.UNSETTLED).amount()).isEqualTo(iqd(-200));
  }

  private static Break ofProvider(Town town, Finding.Type type) {
    return town.reconciliation.breaks().of(town.providerAccount()).stream()
        .filter(each -> each.type() == type)
        .findFirst()
        .orElseThrow();
  }

  /** A line of the capture of 200 or of that of 300. */
  private static String filed(String name, long dinars) {
    String capture = (dinars == 200 ? "c1-" : "c2-") + name;
    return Town.filed("pay", capture, iqd(dinars), iqd(0), "S-" + name);
  }

  /** Captures of 200 and 300 that no file knows yet. */
  private static Town captured(String name) {
    Town town = town(name).open(Format.CAMT, 3);
    town.captured("c1-" + name, iqd(200));
    town.captured("c2-" + name, iqd(300));
    return town;
  }

  /** A settlement of one capture of 500 that arrived at the bank. */
  private Town settled(String name) {
    Town town = town(name).open(Format.CAMT, 3);
    town.captured("c1-" + name, iqd(500));
    files(town, Town.filed("pay", "c1-" + name, iqd(500), iqd(0), "S-" + name));
    statement(town, iqd(0), Town.line("B1" + name, "S-" + name, iqd(500)));
    run(town);
    return town;
  }

  private void files(Town town, String... lines) {
    if (lines.length > 0) {
      byte[] file = Town.providerFile(List.of(lines));
      town.reconciliation.receive(town.providerSource(), file, "ann");
    }
    town.reconciliation.run(town.providerAccount(), "ann");
    breaksTieOut();
  }

  private static List<Money> carried(Town town) {
    return town.reconciliation.breaks().of(town.providerAccount()).stream()
        .filter(Break::isOpen)
        .filter(each -> CARRYING.contains(each.type()))
        .map(Break::amount)
        .toList();
  }
}
