package org.ledgercore.reconciliation.testing;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.Capture;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.payments.ProviderCost;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.query.TrialBalance;
import org.ledgercore.reconciliation.Reconciliation;
import org.ledgercore.reconciliation.sources.Format;
import org.ledgercore.reconciliation.sources.Party;
import org.ledgercore.reconciliation.sources.Source;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatedBalance;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementEnd;
import org.ledgercore.reconciliation.statement.StatementHead;
import org.ledgercore.reconciliation.statement.StatementLine;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/** A school, a provider and a bank of their own, whose files are written and taken in. */
public final class Town {

  /** The unit of the town. */
  public static final Unit IQD = Unit.fiat("IQD", 3);

  /** The day on which everything happens. */
  public static final LocalDate DAY = LocalDate.of(2026, 6, 15);

  private static final Map<String, String> PROVIDER_CSV =
      Map.of(
          "date", "Day",
          "gross", "Gross",
          "fee", "Fee",
          "net", "Net",
          "reference.BANK", "Ref",
          "reference.BATCH", "Settlement",
          "kind", "Type",
          "kind.CAPTURE", "pay",
          "kind.FEE", "fee",
          "kind.CHARGEBACK", "dispute");

  /** The ledger. */
  public final Ledger ledger;

  /** Payments on it. */
  public final Payments payments;

  /** Its reconciliation. */
  public final Reconciliation reconciliation;

  /** The school. */
  public final MerchantId school;

  /** The provider. */
  public final ProviderId provider;

  /** The bank. */
  public final BankId bank;

  private int statements;

  public Town(Ledger ledger, ReconciliationStore store, String name) {
    this.ledger = ledger;
    this.payments = Payments.on(ledger);
    this.reconciliation =
        new Reconciliation(ledger, store, new Reconciliation.Terms(5, (po, lines, fee) -> true));
    this.school = new MerchantId("school." + name);
    this.provider = new ProviderId("switch." + name);
    this.bank = new BankId("bank." + name);
    ledger.openUnit(IQD);
    payments.openPlatform(IQD);
    payments.openMerchant(school, IQD);
  }

  /** Declares bank and provider; the bank writes files of this format. */
  public Town open(Format format, int decimals) {
    Source.Reading reading =
        format == Format.CSV
            ? Source.Reading.csv(decimals, CsvFiles.WORDS)
            : Source.Reading.of(format, decimals, Set.of(identifier()));
    Source.Whose banks = new Source.Whose(Party.BANK, bank.value(), "IQD", "");
    reconciliation.declare(new Source("statements " + bank, banks, reading), "ann");
    Source.Whose providers =
        new Source.Whose(Party.PROVIDER, provider.value(), "IQD", bank.value());
    reconciliation.declare(
        new Source("files " + provider, providers, Source.Reading.csv(3, PROVIDER_CSV)), "ann");
    return this;
  }

  /** The name of the bank's source. */
  public String bankSource() {
    return "statements " + bank;
  }

  /** The name of the provider's source. */
  public String providerSource() {
    return "files " + provider;
  }

  /** The path of the bank's account. */
  public String bankAccount() {
    return AccountClass.BANK.path(bank.value()).value();
  }

  /** The path of the provider's account. */
  public String providerAccount() {
    return AccountClass.PROVIDER_RECEIVABLE.path(provider.value()).value();
  }

  /** Whole dinars. */
  public static Money iqd(long dinars) {
    return Money.ofMajor(dinars, IQD);
  }

  /** Money that came to the bank and is the school's. */
  public long funded(String key, Money amount) {
    return ledger
        .post(
            JournalEntry.on(DAY)
                .key(key)
                .debit(AccountClass.BANK.path(bank.value()), amount)
                .credit(AccountClass.MERCHANT_PAYABLE.path(school.value()), amount)
                .build())
        .orThrow()
        .number();
  }

  /** A payout released to the bank. */
  public void released(String payout, Money amount) {
    Occasion when = Occasion.on(DAY, payout);
    payments.requestPayout(new PayoutRequest(payout, school, amount, when)).orThrow();
    payments.releasePayout(payout, bank, when).orThrow();
  }

  /** A capture with 2 % fee and no reserve; gives its cost, 1.2 %. */
  public Money captured(String reference, Money amount) {
    Terms terms = Terms.fee(200).withReserve(0, Duration.ofDays(1));
    Occasion when = Occasion.on(DAY, "pay-" + reference);
    payments.capture(new Capture(provider, reference, school, amount, terms, when)).orThrow();
    Money cost = amount.share(120, RoundingMode.HALF_UP);
    payments.accrue(new ProviderCost(provider, reference, cost, when)).orThrow();
    return cost;
  }

  /** A line of the bank. */
  public static StatementLine line(String bankRef, String customerRef, Money amount) {
    return StatementLine.on(DAY, amount)
        .code("NTRF")
        .reference(ReferenceKind.BANK, bankRef)
        .reference(ReferenceKind.CUSTOMER, customerRef)
        .text("x")
        .build(1);
  }

  /** A statement of these lines, opening at an amount. */
  public ReceivedStatement statement(Money opening, List<StatementLine> lines) {
    return statement(account(), opening, lines);
  }

  /** The same of an account as its files write it. */
  public ReceivedStatement statement(
      StatementAccount account, Money opening, List<StatementLine> lines) {
    Money closing = opening;
    for (StatementLine line : lines) {
      closing = closing.plus(line.amount());
    }
    statements++;
    return new ReceivedStatement(
        new StatementHead(account, "S" + statements, statements + "/1"),
        lines,
        new StatementEnd(
            Optional.of(new StatedBalance(DAY, opening)),
            Optional.of(new StatedBalance(DAY, closing)),
            Optional.empty(),
            Optional.empty()));
  }

  /** The bank's account as its files call it. */
  public StatementAccount account() {
    return StatementAccount.of(bankAccount(), IQD, identifier());
  }

  private String identifier() {
    return "A" + bank.value().replaceAll("[^A-Za-z0-9]", "").toUpperCase(java.util.Locale.ROOT);
  }

  /** The bytes of a provider's file: type, reference, gross, fee and settlement of each line. */
  public static byte[] providerFile(List<String> lines) {
    return ("Day,Type,Ref,Gross,Fee,Net,Settlement\n" + String.join("\n", lines) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A line of it. */
  public static String filed(String type, String reference, Money gross, Money fee, String batch) {
    return String.join(
        ",",
        DAY.toString(),
        type,
        reference,
        gross.toDecimal(),
        fee.toDecimal(),
        gross.minus(fee).toDecimal(),
        batch);
  }

  /** A balance: debit balances positive; zero when the account is not open. */
  public Money balance(AccountPath path) {
    return ledger
        .account(new AccountRef(path, IQD.code()))
        .map(ledger::balance)
        .map(TrialBalance::signed)
        .orElse(Money.zero(IQD));
  }
}
