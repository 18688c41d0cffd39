package org.ledgercore.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.commit.Preview;
import org.ledgercore.contracts.Contracts;
import org.ledgercore.contracts.RiskDecisions;
import org.ledgercore.journal.Act.Author;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.PaymentCommand.CustomerOutcome;
import org.ledgercore.rates.FxRates;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * Payments on a ledger: captures, refunds, settlements, payouts, in their own words. Every method
 * is idempotent by the reference it is given: the same call again is {@link Outcome.Replayed}, the
 * same reference with other content is {@link Rejection.KeyReused}. Safe for many threads.
 */
public final class Payments {

  private final Ledger ledger;
  private final JournalReading reading;
  private final CommandPosting posting;
  private final ContractPosting contracted;
  private final WorkItems workItems;
  private final boolean isApprovedOnly;
  private final Consumer<NewAccount> opening;

  private Payments(Ledger ledger, boolean isApprovedOnly, Consumer<NewAccount> opening) {
    this.ledger = ledger;
    this.opening = opening;
    this.isApprovedOnly = isApprovedOnly;
    this.reading = new JournalReading(ledger);
    this.posting = new CommandPosting(ledger, reading);
    this.contracted = new ContractPosting(ledger, reading, posting);
    this.workItems = new WorkItems(ledger, reading);
  }

  public static Payments on(Ledger ledger) {
    return new Payments(ledger, false, ledger::openAccount);
  }

  /**
   * Payments that refuse with {@code APPROVAL_MISSING} what needs an approval and names none: see
   * {@link PaymentCommand#needsApproval} and {@link Occasion#approvedBy}.
   */
  public static Payments approvedOnly(Ledger ledger) {
    return new Payments(ledger, true, ledger::openAccount);
  }

  /** The same payments; the log keeps this author of the accounts that they are told to open. */
  public Payments openingFor(Author author) {
    return new Payments(ledger, isApprovedOnly, account -> ledger.accounts().open(account, author));
  }

  /** Opens the accounts that belong to nobody in particular: fees, cost, tax. */
  public void openPlatform(Unit unit) {
    open(AccountClass.PLATFORM_FEE, unit);
    open(AccountClass.PROVIDER_COST, unit);
    open(AccountClass.TAX_PAYABLE, unit);
  }

  /** Opens a merchant's accounts. */
  public void openMerchant(MerchantId merchant, Unit unit) {
    MerchantAccounts.of(merchant, unit).forEach(opening);
  }

  /** Opens a provider's accounts. */
  public void openProvider(ProviderId provider, Unit unit) {
    List.of(
            AccountClass.PROVIDER_RECEIVABLE,
            AccountClass.PROVIDER_PAYABLE,
            AccountClass.DISPUTE_CLAIM)
        .forEach(each -> open(each, each.path(provider.value()), unit));
  }

  /** Opens a bank's accounts: clients' money, own money, payouts in flight. */
  public void openBank(BankId bank, Unit unit) {
    List.of(AccountClass.BANK, AccountClass.BANK_OWN, AccountClass.PAYOUT_IN_FLIGHT)
        .forEach(each -> open(each, each.path(bank.value()), unit));
  }

  /** Opens a cash desk's drawer and the account of its counts. */
  public void openDesk(DeskId desk, Unit unit) {
    open(AccountClass.CASH_DESK, AccountClass.CASH_DESK.path(desk.value()), unit);
    open(AccountClass.RECON_SUSPENSE, AccountClass.RECON_SUSPENSE.path("cash_" + desk), unit);
  }

  /** Opens a customer's wallet. */
  public void openSubject(SubjectId subject, Unit unit) {
    List.of(AccountClass.CUSTOMER_WALLET, AccountClass.REDEEM_PENDING)
        .forEach(each -> open(each, each.path(subject.value()), unit));
  }

  /** Opens one account of a class, for a dimension such as a partner, a card or a currency. */
  public void open(AccountClass accountClass, String dimension, Unit unit) {
    open(accountClass, accountClass.path(dimension), unit);
  }

  /** Opens the one account of a class. */
  public void open(AccountClass accountClass, Unit unit) {
    open(accountClass, accountClass.path(), unit);
  }

  /**
   * Does what a command says, or writes down what a fact says, as one entry. When its entry depends
   * on the books it is told on them as they stand, and told anew when another entry comes first.
   */
  public Outcome post(PaymentCommand command) {
    Optional<PaymentRefusal> refusal = unapproved(command);
    if (refusal.isPresent()) {
      return CommandPosting.refused(refusal.get());
    }
    Outcome outcome =
        switch (command) {
          case Sweep sweep -> sweep(sweep);
          case ContractCapture capture -> contracted.post(capture);
          default -> posting.post(command);
        };
    workItems.follow(command, outcome);
    return outcome;
  }

  /**
   * P1 on the merchant's contract: what it says at the capture's instant. The merchant's missing
   * accounts are opened in the same batch; refused with {@code NO_CONTRACT} when no contract holds.
   */
  public Outcome capture(ContractCapture capture) {
    return post(capture);
  }

  /**
   * The same for many captures that do not depend on one another, in their order; one outcome each.
   * Stored part by part, as {@link Ledger#postAll} does.
   */
  public List<Outcome> captureAll(List<ContractCapture> captures) {
    List<Outcome> outcomes = contracted.postAll(captures);
    for (int i = 0; i < captures.size(); i++) {
      workItems.follow(captures.get(i), outcomes.get(i));
    }
    return outcomes;
  }

  /**
   * The entry of a capture on its contract as that is remembered, for handing over many at once;
   * empty when no contract holds. Where the ledger refuses it, {@link #post} has the answer.
   */
  public Optional<JournalEntry> told(ContractCapture capture) {
    return posting.told(capture).entry();
  }

  /**
   * A command within the limits of the contract that holds at the instant: refused with {@code
   * ABOVE_LIMIT} when one is broken. What was asked for counts on its business day and in that
   * calendar month, whatever becomes of it, and however many ask at once.
   */
  public Outcome post(Limited command, Under under) {
    return contracted.post(command, under);
  }

  /** The same with what goes along: all of it, or nothing. Tries once. */
  public Outcome post(Limited command, Under under, Along along) {
    return contracted.post(command, under, along);
  }

  /** Does what a customer has met, if that moves money; empty when it moves none. */
  public Optional<Outcome> post(CustomerOutcome met) {
    return met.command().map(this::post);
  }

  /** The rates that exchanges are made at. */
  public FxRates rates() {
    return reading.rates();
  }

  /** What the risk desk says of payments. */
  public RiskDecisions decisions() {
    return reading.decisions();
  }

  /** The contracts that captures are made on. */
  public Contracts contracts() {
    return reading.contracts();
  }

  /**
   * The same verdict as {@link #post} on the books as they stand, with the entry the command would
   * become; nothing is stored.
   */
  public Preview preview(PaymentCommand command) {
    return posting.preview(command);
  }

  /**
   * The entry of a command that follows an entry which is yet to be posted, such as the release of
   * a payout that is about to be requested.
   *
   * @throws InvalidInputException when the command also depends on the books
   */
  public JournalEntry following(JournalEntry before, PaymentCommand command) {
    if (command.needs().mayChange()) {
      throw new InvalidInputException("command", "must depend on no balances", command.kind());
    }
    LocalDate none = LocalDate.EPOCH;
    RecordedEntry assumed = new RecordedEntry(0, before, none, Instant.EPOCH, 0);
    return command.entry(Situation.none().following(assumed));
  }

  /**
   * The same with what goes along: all of it, or nothing. Tries once: when a condition does not
   * hold, or another entry comes first, the answer says so. A retry under a known key is answered
   * by itself.
   */
  public Outcome post(PaymentCommand command, Along along) {
    return unapproved(command)
        .map(CommandPosting::refused)
        .orElseGet(() -> posting.post(command, along));
  }

  /** P1: a provider captured money. The same provider reference gives one entry, for ever. */
  public Outcome capture(Capture capture) {
    return post(capture);
  }

  /** P2: provider cost is accrued. */
  public Outcome accrue(ProviderCost cost) {
    return post(cost);
  }

  /** P3a: a provider settled to a bank. */
  public Outcome settle(ProviderSettlement settlement) {
    return post(settlement);
  }

  /** P4a, P5h, P6h: a refund is requested and what there is of its money held. */
  public Outcome holdRefund(RefundHold hold) {
    return post(hold);
  }

  /** P4b: the provider refunded what was held. */
  public Outcome confirmRefund(RefundRef refund, Occasion occasion) {
    return post(new RefundStep.Confirmed(refund, occasion));
  }

  /** P4c: the refund was rejected, recalled or expired; the merchant has the money back. */
  public Outcome rejectRefund(RefundRef refund, Occasion occasion) {
    return post(new RefundStep.Rejected(refund, occasion));
  }

  /** P9a: a payout is requested. */
  public Outcome requestPayout(PayoutRequest request) {
    return post(request);
  }

  /** P9b: a requested payout is released to a bank. */
  public Outcome releasePayout(String payout, BankId bank, Occasion occasion) {
    return post(new PayoutStep.Released(payout, 1, bank, occasion));
  }

  /** P9f: a requested payout is rejected or recalled before its release. */
  public Outcome rejectPayout(String payout, Occasion occasion) {
    return post(new PayoutStep.Rejected(payout, 1, occasion));
  }

  /** P9c: the bank confirmed a released payout. */
  public Outcome confirmPayout(String payout, Occasion occasion) {
    return post(new PayoutStep.Confirmed(payout, 1, occasion));
  }

  /** P9d1: a released payout failed before it left the bank. */
  public Outcome failPayout(String payout, Occasion occasion) {
    return post(new PayoutStep.Failed(payout, 1, occasion));
  }

  /**
   * P14: earned money moves to the platform's own account; refused when clients' money would then
   * not be covered. Decided on the journal as it stands: when another entry comes in between, the
   * cover is looked at again.
   */
  public Outcome sweep(Sweep sweep) {
    return unapproved(sweep)
        .map(CommandPosting::refused)
        .orElseGet(() -> posting.retrying(() -> sweepOnce(sweep)));
  }

  /** What has become of a payment, in one unit, as of the newest entry. */
  public PaymentState payment(String payment, Unit unit) {
    return reading.payment(payment, unit);
  }

  /** The entries of a payout's steps so far, its request first; empty when there is none. */
  public List<RecordedEntry> payoutSteps(String payout) {
    return PayoutSteps.of(ledger, payout);
  }

  /** The entries of a remittance's steps so far, its receipt first; empty when there is none. */
  public List<RecordedEntry> remittanceSteps(String transfer) {
    return RemittanceStep.KEYS.stream()
        .map(each -> ledger.entry(new EntryKey(each, transfer)))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(RecordedEntry::number))
        .toList();
  }

  /** What a merchant has and owes in one unit, as of the newest entry. */
  public MerchantFunds funds(MerchantId merchant, Unit unit) {
    return reading.funds(merchant, unit);
  }

  /** The owner's figures in one unit, as of the newest entry. */
  public OwnerFigures ownerFigures(Unit unit) {
    return OwnerReports.on(ledger).figures(unit, AsOf.now());
  }

  /** What banks confirmed as paid out, in one unit, as of the newest entry. */
  public Money paidOut(Unit unit) {
    return ledger.debitsOf(PayoutStep.CONFIRMED, unit, ledger.newestEntry());
  }

  /** Whether clients' money is covered in one unit, as of the newest entry. */
  public Safeguarding safeguarding(Unit unit) {
    return OwnerReports.on(ledger).safeguarding(unit, AsOf.now());
  }

  private Optional<PaymentRefusal> unapproved(PaymentCommand command) {
    return isApprovedOnly ? ApprovedOnly.refusal(command) : Optional.empty();
  }

  private Outcome sweepOnce(Sweep sweep) {
    Safeguarding now = safeguarding(sweep.amount().unit());
    JournalEntry entry = sweep.entry(Situation.none().on(Ground.asOf(now.asOfEntry())));
    boolean known = ledger.entry(entry.key()).isPresent();
    Money after = now.held().minus(sweep.amount());
    if (!known && after.minus(now.required()).isNegative()) {
      return new Outcome.Rejected(
          new Rejection.InsufficientFunds(
              entry.postings().getLast().ref(), now.held(), after, now.required()));
    }
    return ledger.post(entry);
  }

  private void open(AccountClass accountClass, AccountPath path, Unit unit) {
    opening.accept(accountClass.newAccount(path, unit));
  }
}
