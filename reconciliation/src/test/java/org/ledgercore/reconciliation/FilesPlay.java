package org.ledgercore.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.DisputeStep;
import org.ledgercore.payments.Occasion;
import org.ledgercore.reconciliation.breaks.Break;
import org.ledgercore.reconciliation.breaks.BreakKind;
import org.ledgercore.reconciliation.breaks.TieOut;
import org.ledgercore.reconciliation.claims.MatchId;
import org.ledgercore.reconciliation.claims.StoredMatch;
import org.ledgercore.reconciliation.imports.ImportOutcome;
import org.ledgercore.reconciliation.matching.Finding;
import org.ledgercore.reconciliation.sources.Format;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.testing.Bai2Files;
import org.ledgercore.reconciliation.testing.CamtFiles;
import org.ledgercore.reconciliation.testing.CsvFiles;
import org.ledgercore.reconciliation.testing.Mt940Files;
import org.ledgercore.reconciliation.testing.OfxFiles;
import org.ledgercore.reconciliation.testing.Town;
import org.ledgercore.reconciliation.threeway.ByHand;
import org.ledgercore.reconciliation.threeway.Handled;

/** One journal of a town of its own, its files, and what was planted in them. */
final class FilesPlay {

  private static final ByHand.Who ANN = new ByHand.Who("ann", "looked again");
  private static final Format[] FORMATS = {
    Format.CAMT, Format.MT940, Format.BAI2, Format.OFX, Format.CSV
  };

  final Town town;
  final Random random;
  final String name;
  final Format format;
  final int oneIn;
  final Map<String, Integer> planted = new TreeMap<>();
  final List<String> providerLines = new ArrayList<>();
  final List<StatementLine> bankLines = new ArrayList<>();
  private final Map<String, Money> onItsWay = new TreeMap<>();
  private final DeskId desk;
  private Money due = Town.iqd(0);
  private Money disputed = Town.iqd(0);
  private Money notFiled = Town.iqd(0);
  private Money undecided = Town.iqd(0);
  private int refs;

  FilesPlay(Town town, String name, long seed, int oneIn) {
    this.name = name;
    this.random = new Random(seed);
    this.format = FORMATS[random.nextInt(FORMATS.length)];
    this.oneIn = oneIn;
    this.town = town.open(format, 3);
    this.desk = new DeskId("desk." + name);
  }

  void everything() {
    provider();
    Money fund = Town.iqd(1_000_000 + random.nextInt(1_000));
    town.funded("fund" + name, fund);
    bankLines.add(Town.line(ref(), "fund" + name, fund));
    payouts();
    cash();
    Collections.shuffle(bankLines, random);
    bank();
  }

  private void provider() {
    for (int i = 0; i < 3 + random.nextInt(3); i++) {
      int fault = oneIn == 0 ? 9 : random.nextInt(8);
      capture("c" + i + name, Town.iqd(1_000 + 100L * i + random.nextInt(90)), fault);
    }
    Money taken = taken();
    String dispute = "d" + name;
    DisputeStep.DisputeRef which = new DisputeStep.DisputeRef(town.provider, dispute);
    Occasion when = Occasion.on(Town.DAY, "case-" + dispute);
    town.payments.post(new DisputeStep.Opened(which, taken, when)).orThrow();
    disputed = disputed.plus(taken);
    file("dispute", dispute, taken.negated(), Town.iqd(0));
    due = due.minus(taken);
    Collections.shuffle(providerLines, random);
    taken(town.providerSource(), Town.providerFile(providerLines));
    town.reconciliation.run(town.providerAccount(), "ann");
    assertStands();
    takesApartAndPutsTogether();
  }

  /** A person undoes a match of the provider's account, and makes it again. */
  private void takesApartAndPutsTogether() {
    List<StoredMatch> matches =
        town.reconciliation.matches(town.providerAccount(), new MatchId(0, 0), 100);
    StoredMatch match = matches.get(random.nextInt(matches.size()));
    assertThat(town.reconciliation.unmatch(match.id(), ANN)).isInstanceOf(Handled.Done.class);
    assertStands();
    ByHand.Chosen same = new ByHand.Chosen(match.outside(), match.inside());
    assertThat(town.reconciliation.match(town.providerAccount(), same, ANN))
        .isInstanceOf(Handled.Done.class);
    assertStands();
  }

  /** Less than is settled, more than that, so that the provider collects, or all of it. */
  private Money taken() {
    Money some = Town.iqd(500 + random.nextInt(90));
    return switch (random.nextInt(3)) {
      case 0 -> due.plus(some);
      case 1 -> due.isPositive() ? due : some;
      default -> some;
    };
  }

  /** How much more or less than is due moves at the bank, whoever pays whom. */
  private Money offTheSettlement() {
    boolean isNear = Math.abs(due.minor()) > Town.iqd(100).minor();
    if (oneIn == 0 || !isNear || random.nextInt(3) > 0) {
      return Town.iqd(0);
    }
    plant("bank", Finding.Type.AMOUNT);
    Money off = Money.ofMinor(1 + random.nextInt(900), Town.IQD);
    return random.nextBoolean() ? off : off.negated();
  }

  /** Cash that came for a desk and went from it: some of it is on its way when the bank runs. */
  private void cash() {
    town.payments.openDesk(desk, Town.IQD);
    town.payments.open(AccountClass.OWNER_FUNDS, Town.IQD);
    town.payments.open(AccountClass.MONEY_IN_TRANSIT, Town.IQD);
    Occasion when = Occasion.on(Town.DAY, "cash" + name);
    Money brought = Town.iqd(200_000 + random.nextInt(900));
    Money floated = Town.iqd(150_000);
    town.payments.post(new CashStep.BroughtByOwner("in" + name, brought, when)).orThrow();
    town.payments.post(new CashStep.Floated("in" + name, desk, floated, when)).orThrow();
    onItsWay.put("in" + name, brought.minus(floated));
    for (int i = 0; i < 3; i++) {
      String id = "cash" + i + name;
      Money amount = Town.iqd(20_000 + 1_000L * i + random.nextInt(900));
      town.payments.post(new CashStep.Collected(id, desk, amount, when)).orThrow();
      switch (random.nextInt(3)) {
        case 0 -> onItsWay.put(id, amount);
        case 1 -> {
          Money off = oneIn == 0 ? Town.iqd(0) : Money.ofMinor(1 + random.nextInt(9), Town.IQD);
          if (!off.isZero()) {
            plant("bank", Finding.Type.AMOUNT);
          }
          bankLines.add(Town.line(ref(), id, amount.plus(off)));
        }
        default -> bankLines.add(Town.line(ref(), id, amount));
      }
    }
  }

  /** What is left of the cash reaches the desk, so that the next town begins with none. */
  void bringsTheRest() {
    Occasion when = Occasion.on(Town.DAY, "cash" + name);
    onItsWay.forEach((id, rest) ->
        town.payments.post(new CashStep.Floated("rest of " + id, desk, rest, when)).orThrow());
    onItsWay.clear();
    town.reconciliation.run(town.bankAccount(), "ann");
    assertOnItsWay();
  }

  private void capture(String reference, Money amount, int fault) {
    Money cost = town.captured(reference, amount);
    switch (fault) {
      case 0 -> {
        plant("provider", Finding.Type.MISSING_OUTSIDE);
        notFiled = notFiled.plus(amount);
      }
      case 1 -> {
        plant("provider", Finding.Type.AMOUNT);
        file("pay", reference, amount.minus(Town.iqd(1)), cost);
        due = due.plus(amount).minus(cost);
      }
      case 2 -> {
        plant("provider", Finding.Type.MISSING_IN_LEDGER);
        file("pay", reference, amount, cost);
        file("pay", "odd" + reference, Town.iqd(7_000 + random.nextInt(900)), Town.iqd(0));
        due = due.plus(amount).minus(cost);
      }
      case 3 -> {
        plant("provider", Finding.Type.DUPLICATE);
        plant("provider", Finding.Type.MISSING_OUTSIDE);
        file("pay", reference, amount, Town.iqd(0));
        file("pay", reference, amount, Town.iqd(0));
        notFiled = notFiled.plus(amount);
      }
      case 4 -> {
        town.captured("twin" + reference, amount);
        plant("provider", Finding.Type.AMBIGUOUS);
        plant("provider", Finding.Type.MISSING_OUTSIDE);
        plant("provider", Finding.Type.MISSING_OUTSIDE);
        file("pay", "", amount, Town.iqd(0));
        notFiled = notFiled.plus(amount).plus(amount);
      }
      default -> {
        file("pay", reference, amount, cost);
        due = due.plus(amount).minus(cost);
      }
    }
  }

  private void payouts() {
    if (!due.isZero()) {
      bankLines.add(Town.line(ref(), "S" + name, due.plus(offTheSettlement())));
    }
    for (int i = 0; i < 4; i++) {
      String payout = "po" + i + name;
      Money amount = Town.iqd(10_000 + 1_000L * i + random.nextInt(900));
      town.released(payout, amount);
      StatementLine line = Town.line(ref(), payout, amount.negated());
      switch (oneIn == 0 ? 9 : random.nextInt(10)) {
        case 0 -> plant("bank", Finding.Type.MISSING_OUTSIDE);
        case 1 -> {
          plant("bank", Finding.Type.DUPLICATE);
          bankLines.add(line);
          bankLines.add(Town.line(ref(), payout, amount.negated()));
        }
        case 2 -> {
          plant("bank", Finding.Type.MISSING_IN_LEDGER);
          bankLines.add(line);
          Money odd = Town.iqd(70_000 + 1_000L * i + random.nextInt(900));
          bankLines.add(Town.line(ref(), "odd" + payout, odd));
        }
        case 3 -> {
          plant("bank", Finding.Type.AMOUNT);
          Money off = Money.ofMinor(1 + random.nextInt(900), Town.IQD);
          bankLines.add(Town.line(ref(), payout, amount.negated().minus(off)));
        }
        case 4 -> {
          town.released("twin" + payout, amount);
          plantTwins(Finding.Type.AMBIGUOUS, amount);
          bankLines.add(Town.line(ref(), "", amount.negated()));
        }
        case 5 -> {
          // One key to the matcher, which leaves out leading zeros.
          town.released("0" + payout, amount);
          plantTwins(Finding.Type.DUPLICATE, amount);
          bankLines.add(line);
        }
        default -> bankLines.add(line);
      }
    }
  }

  private void bank() {
    int half = bankLines.size() / 2;
    Money opening = Town.iqd(0);
    for (List<StatementLine> part :
        List.of(bankLines.subList(0, half), bankLines.subList(half, bankLines.size()))) {
      ReceivedStatement statement = town.statement(opening, part);
      opening = statement.end().closing().orElseThrow().amount();
      taken(town.bankSource(), written(statement));
    }
    town.reconciliation.run(town.bankAccount(), "ann");
    assertThat(town.balance(AccountClass.BANK.path(town.bank.value())))
        .isEqualTo(opening.minus(undecided));
    assertOnItsWay();
  }

  private byte[] written(ReceivedStatement statement) {
    List<ReceivedStatement> one = List.of(statement);
    return switch (format) {
      case CAMT -> CamtFiles.write(one);
      case MT940 -> Mt940Files.write(one);
      case BAI2 -> Bai2Files.write(one);
      case OFX -> random.nextBoolean() ? OfxFiles.sgml(one) : OfxFiles.xml(one);
      case CSV, CASH_COUNT -> CsvFiles.write(statement);
    };
  }

  private void taken(String source, byte[] file) {
    assertThat(town.reconciliation.receive(source, file, "ann"))
        .isInstanceOf(ImportOutcome.Imported.class);
  }

  /** Invariants 3 and 4. */
  private void assertStands() {
    assertThat(town.balance(AccountClass.DISPUTE_CLAIM.path(town.provider.value())))
        .isEqualTo(disputed);
    for (BreakKind kind : List.of(BreakKind.POSTED, BreakKind.CARRIED)) {
      assertThat(town.reconciliation.tieOuts(kind, "IQD")).allMatch(TieOut::isTied);
    }
  }

  /**
   * After runs of the bank: invariant 10, that what is on its way is what nobody has brought, and
   * on 1020 what no file has.
   */
  void assertOnItsWay() {
    assertStands();
    assertThat(town.reconciliation.proof(town.bankAccount()).orElseThrow().isProved()).isTrue();
    assertThat(
            town.reconciliation.breaks().of(AccountClass.MONEY_IN_TRANSIT.path().value()).stream()
                .filter(Break::isOpen)
                .map(each -> each.amount().negated()))
        .containsExactlyInAnyOrderElementsOf(onItsWay.values());
    assertThat(town.balance(AccountClass.PROVIDER_RECEIVABLE.path(town.provider.value())))
        .isEqualTo(notFiled);
  }

  Map<String, Integer> found() {
    Map<String, Integer> found = new TreeMap<>();
    for (String account : List.of(town.bankAccount(), town.providerAccount())) {
      String side = account.equals(town.bankAccount()) ? "bank" : "provider";
      town.reconciliation.breaks().of(account).stream()
          .filter(Break::isOpen)
          .forEach(each -> found.merge(side + " " + each.type(), 1, Integer::sum));
    }
    return found;
  }

  int matchedLines() {
    return town.reconciliation.matchedItems(town.bankAccount()).keySet().stream()
        .mapToInt(match -> match.outside().size())
        .sum();
  }

  /** Two payouts of which one was paid, and nobody knows which. */
  private void plantTwins(Finding.Type type, Money amount) {
    undecided = undecided.minus(amount);
    plant("bank", type);
    plant("bank", Finding.Type.MISSING_OUTSIDE);
    plant("bank", Finding.Type.MISSING_OUTSIDE);
  }

  private void plant(String side, Finding.Type type) {
    planted.merge(side + " " + type, 1, Integer::sum);
  }

  private void file(String type, String reference, Money gross, Money fee) {
    providerLines.add(Town.filed(type, reference, gross, fee, "S" + name));
  }

  private String ref() {
    refs++;
    return "B" + refs + name;
  }
}
