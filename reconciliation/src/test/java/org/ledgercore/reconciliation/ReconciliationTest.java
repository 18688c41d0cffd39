package org.ledgercore.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ledgercore.reconciliation.testing.Town.DAY;
import static org.ledgercore.reconciliation.testing.Town.IQD;
import static org.ledgercore.reconciliation.testing.Town.iqd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.ProviderStep;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Resolving;
import org.ledgercore.reconciliation.imports.ImportOutcome;
import org.ledgercore.reconciliation.matching.Explanation;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.matching.Rule;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.Runs;
import org.ledgercore.reconciliation.sources.Format;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.store.ReconciliationStore;
import org.ledgercore.reconciliation.testing.CamtFiles;
import org.ledgercore.reconciliation.testing.Town;

/** Files in, matches and breaks out; breaks tie out after each. */
class ReconciliationTest extends TownCase {

  @Test
  void aPayoutOneMinorUnitOff_isABreakOfOne_andItsMatchIsExplained() {
    Town town = paid("off", "-54831533.001");
    Break off = only(town, Finding.Type.AMOUNT);
    assertThat(off.amount()).isEqualTo(Money.ofMinor(-1, IQD));
    assertThat(off.kind()).isEqualTo(BreakKind.POSTED);
    assertProved(town);

    Explanation why = town.reconciliation.explain(matchOf(town, Rule.EXACT_KEY).id()).orElseThrow();
    assertThat(why.rule()).isEqualTo(Rule.EXACT_KEY);
    assertThat(why.agreed()).contains("key IN-OFF", "sum 60000000000");
    Explanation broken = town.reconciliation.explain(matchOf(town, Rule.BREAK).id()).orElseThrow();
    assertThat(broken.agreed()).anyMatch(line -> line.startsWith("break " + off.id()));
    assertThat(town.reconciliation.matchedThrough(town.bank)).contains(DAY.minusDays(1));
  }

  @Test
  void aSettlementOfFeesAlone_isCollected_andIsCost() {
    Town town = town("fees").open(Format.CAMT, 3);
    List<String> file = List.of(Town.filed("fee", "F1", iqd(-50), iqd(0), "S-fees"));
    town.reconciliation.receive(town.providerSource(), Town.providerFile(file), "ann");
    town.reconciliation.run(town.providerAccount(), "ann");
    run(town);
    assertThat(only(town, Finding.Type.UNSETTLED).amount().isZero()).isTrue();
    Money before = town.balance(AccountClass.PROVIDER_COST.path());

    statement(town, iqd(0), Town.line("B1fees", "S-fees", iqd(-50)));
    assertThat(run(town).settled().breaks()).isEmpty();
    assertThat(town.balance(AccountClass.PROVIDER_COST.path()).minus(before)).isEqualTo(iqd(50));
    assertProved(town);
  }

  @Test
  void aSettlementWhoseLinesNobodyKnows_isNotDue_whateverItsFees() {
    Town town = town("strange").open(Format.CAMT, 3);
    List<String> file = List.of(Town.filed("pay", "X1", iqd(900), iqd(9), "S-strange"));
    town.reconciliation.receive(town.providerSource(), Town.providerFile(file), "ann");
    town.reconciliation.run(town.providerAccount(), "ann");
    run(town);
    assertThat(town.reconciliation.breaks().of(town.bankAccount())).isEmpty();
  }

  @Test
  void anAmountThatIsFiledAgain_isDueOnce_orNotWhenItIsFiledTwice() {
    for (int filed = 1; filed <= 2; filed++) {
      Town town = town("corrected" + filed).open(Format.CAMT, 3);
      town.captured("c1-" + filed, iqd(200));
      town.captured("c2-" + filed, iqd(300));
      String batch = "S-corrected" + filed;
      String right = Town.filed("pay", "c1-" + filed, iqd(200), iqd(0), batch);
      provider(
          town,
          List.of(
              Town.filed("pay", "c1-" + filed, iqd(199), iqd(0), batch),
              Town.filed("pay", "c2-" + filed, iqd(300), iqd(0), batch)));
      assertThat(onlyDue(town)).isEqualTo(iqd(-500));
      provider(town, Collections.nCopies(filed, right));
      assertThat(onlyDue(town)).isEqualTo(filed == 1 ? iqd(-500) : iqd(-300));
      breaksTieOut();
    }
  }

  private static void provider(Town town, List<String> lines) {
    town.reconciliation.receive(town.providerSource(), Town.providerFile(lines), "ann");
    town.reconciliation.run(town.providerAccount(), "ann");
    run(town);
  }

  private static Money onlyDue(Town town) {
    return only(town, Finding.Type.UNSETTLED).amount();
  }

  @Test
  void aRun_isDoneAgainToTheByte_whateverCameSince() {
    Town town = paid("again", "-54831533");
    long act = town.reconciliation.runs(town.bankAccount()).getFirst().act();
    assertThat(town.reconciliation.matchedThrough(town.bank)).contains(DAY);
    town.reconciliation.rules(town.bankAccount(), Rules.forBank("later", 1), "ann");
    statement(town, iqd(5_168_467), Town.line("B3again", "", iqd(9)));
    run(town);

    assertThat(town.reconciliation.replay(act).isIdentical()).isTrue();
    assertThatThrownBy(() -> town.reconciliation.replay(999_999))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void theSameFiles_inAnotherOrder_giveTheSameBytes() {
    Town town = town("order").open(Format.CAMT, 3);
    String other = DB.schema() + "_other";
    ReconciliationStore.migrate(DB.dataSource(), other);
    Town twin = new Town(DB.ledger(), ReconciliationStore.in(DB.dataSource(), other), "order");
    twin.open(Format.CAMT, 3);
    town.funded("in-order", iqd(999));
    List<byte[]> files = new ArrayList<>();
    Money opening = iqd(0);
    for (int i = 1; i <= 4; i++) {
      List<StatementLine> lines = List.of(Town.line("B" + i, "", iqd(i * 100L)));
      files.add(CamtFiles.write(List.of(town.statement(opening, lines))));
      opening = opening.plus(iqd(i * 100L));
    }
    files.forEach(file -> town.reconciliation.receive(town.bankSource(), file, "ann"));
    Collections.reverse(files);
    files.forEach(file -> twin.reconciliation.receive(twin.bankSource(), file, "ann"));

    List<String> lines = town.reconciliation.dryRun(town.bankAccount()).matching().lines().toList();
    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(twin.reconciliation.dryRun(twin.bankAccount()).matching().lines())
        .containsExactlyElementsOf(lines);
    assertThat(twin.reconciliation.dryRun(twin.bankAccount()).inputs())
        .isEqualTo(town.reconciliation.dryRun(town.bankAccount()).inputs());
    run(town);
  }

  @Test
  void runsAtOnce_matchNoLineTwice() throws Exception {
    Town town = town("race").open(Format.CAMT, 3);
    town.funded("in-race", iqd(1_000));
    town.released("po-race", iqd(400));
    statement(
        town,
        iqd(0),
        Town.line("B1race", "in-race", iqd(1_000)),
        Town.line("B2race", "po-race", iqd(-400)),
        Town.line("B3race", "", iqd(70)));
    Callable<Runs.Done> run = () -> run(town);
    int matches = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      for (Future<Runs.Done> each : pool.invokeAll(List.of(run, run, run))) {
        matches += each.get().settled().matches().size();
      }
    }
    assertThat(matches).isEqualTo(3);
    assertProved(town);
  }

  @ParameterizedTest
  @CsvSource({"0, 25000.000", "2, 250.000", "3, 25.000"})
  void theSameFile_meansWhatItsSourceDeclares(int decimals, String booked) {
    Town town = town("decimals" + decimals);
    Source.Whose whose = new Source.Whose(Party.BANK, town.bank.value(), "IQD", "");
    String file =
        """
        01,BANK,US,260615,0600,1,80,10,2/
        02,US,BANK,1,260615,2400,IQD,2/
        03,ACC%s,,010,0,,/
        88,015,25000,,/
        16,195,25000,V,260615,2400,B1,R1,paid
        49,50000,4/
        98,50000,1,6/
        99,50000,1,8/
        """
            .formatted(decimals);
    town.reconciliation.declare(
        new Source(
            "bai" + decimals,
            whose,
            Source.Reading.of(Format.BAI2, decimals, java.util.Set.of("ACC" + decimals))),
        "ann");
    ImportOutcome outcome =
        town.reconciliation.receive("bai" + decimals, file.getBytes(StandardCharsets.UTF_8), "ann");
    assertThat(outcome).as(outcome.toString()).isInstanceOf(ImportOutcome.Imported.class);
    run(town);
    assertThat(town.balance(AccountClass.BANK.path(town.bank.value())).toDecimal())
        .isEqualTo(booked);
    assertProved(town);
  }

  @Test
  void moreDecimalsThanTheLedgerKeeps_areRefusedBeforeAnyFile() {
    Town town = town("finer");
    Source.Whose whose = new Source.Whose(Party.BANK, town.bank.value(), "IQD", "");
    Source finer =
        new Source("finer", whose, Source.Reading.of(Format.CAMT, 4, java.util.Set.of("X")));
    assertThatThrownBy(() -> town.reconciliation.declare(finer, "ann"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("decimals");
    town.open(Format.CAMT, 3);
    Source other =
        new Source("other", whose, Source.Reading.of(Format.MT940, 2, java.util.Set.of("X")));
    assertThatThrownBy(() -> town.reconciliation.declare(other, "ann"))
        .hasMessageContaining("must be IQD with 3 decimals");
  }

  @Test
  void whatWasPostedElsewhere_closesItsBreak() {
    Town town = paid("elsewhere", "-54831533.001");
    Break off = only(town, Finding.Type.AMOUNT);
    Breaks breaks = town.reconciliation.breaks();
    Breaks.Request request = new Breaks.Request(off.id(), "ann", "one fils", DAY.plusDays(3));
    assertThat(breaks.asked(request))
        .isInstanceOfSatisfying(
            Breaks.Asking.Told.class,
            told -> {
              assertThat(told.what().amount()).isEqualTo(Money.ofMinor(1, IQD));
              assertThat(told.what().age()).isEqualTo(3);
              town.payments.post(told.command()).orThrow();
            });
    assertThat(breaks.takeUp("ben")).extracting(Break::id).containsExactly(off.id());
    assertThat(breaks.find(off.id()).orElseThrow().standing().resolution())
        .isEqualTo(Break.Resolution.WRITTEN_OFF);
    assertThat(breaks.asked(request))
        .isEqualTo(new Breaks.Asking.Refused(Resolving.Reason.ALREADY_RESOLVED));
    assertThat(
            new ProviderStep.BreakWrittenOff(
                    town.bank.value(), off.id(), iqd(1), Occasion.on(DAY, "x"))
                .key()
                .text())
        .isEqualTo(off.id());
  }

  @Test
  void aCountOfTheDrawer_isHeldAgainstTheBook_oneAfterTheOther() {
    Town town = town("drawer");
    Source.Whose whose = new Source.Whose(Party.DESK, "drawer", "IQD", "");
    town.reconciliation.declare(
        new Source("drawer", whose, Source.Reading.of(Format.CASH_COUNT, 3, java.util.Set.of())),
        "ann");
    DB.ledger()
        .post(
            JournalEntry.on(DAY)
                .key("float")
                .debit(AccountPath.of("cash_desk:drawer"), iqd(220_000))
                .credit(AccountClass.MERCHANT_PAYABLE.path(town.school.value()), iqd(220_000))
                .build())
        .orThrow();
    count(town, "count;2026-06-15\nopening;220000.000\npieces;500.000;439\n");
    count(town, "count;2026-06-16\nopening;219500.000\npieces;250.000;879\n");
    Runs.Done done = town.reconciliation.run("cash_desk:drawer", "ann");
    assertThat(done.settled().breaks())
        .extracting(it -> it.amount())
        .containsExactlyInAnyOrder(iqd(-500), iqd(250));
    assertThat(town.balance(AccountPath.of("cash_desk:drawer"))).isEqualTo(iqd(219_750));
    assertThat(town.reconciliation.run("cash_desk:drawer", "ann").settled().breaks()).isEmpty();
  }

  private static void count(Town town, String file) {
    assertThat(town.reconciliation.receive("drawer", file.getBytes(StandardCharsets.UTF_8), "ann"))
        .isInstanceOf(ImportOutcome.Imported.class);
  }
}
