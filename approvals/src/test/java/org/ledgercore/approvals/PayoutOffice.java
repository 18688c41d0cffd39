package org.ledgercore.approvals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.kinds.Flag;
import org.ledgercore.approvals.kinds.Flags;
import org.ledgercore.approvals.kinds.PaymentKinds;
import org.ledgercore.approvals.kinds.PayoutGates;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.contracts.Terms;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactRef;
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
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payouts.Payouts;

/** An office that pays merchants: sue asks for refunds, max for payouts, carl and tina decide. */
final class PayoutOffice implements AutoCloseable {

  static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  static final Unit IQD =
      Unit.fiat("IQD", 3).displayedWith(0).withCashStep(250_000).withTransferStep(1_000);
  static final BankId BANK = new BankId("rafidain");
  static final ProviderId PROVIDER = new ProviderId("local_card_switch");
  static final Duration REST = Duration.ofDays(3);

  final Office office = new Office(List.of());
  final Payments payments;
  final Principal sue;
  final Principal max;
  final Principal carl;
  final Principal tina;
  final Principal rosa;
  final Principal cora;
  private int cases;

  PayoutOffice() {
    Ledger ledger = office.ledger();
    ledger.openUnit(IQD);
    payments = Payments.on(ledger);
    payments.openPlatform(IQD);
    payments.openProvider(PROVIDER, IQD);
    payments.openBank(BANK, IQD);
    sue = office.hire("sue", "SUPPORT");
    max = office.hire("max", "ACCOUNTANT");
    carl = office.hire("carl", "CFO");
    tina = office.hire("tina", "TREASURY");
    rosa = office.hire("rosa", "ANTI_FRAUD");
    cora = office.hire("cora", "PRIVILEGED_CHECKER");
  }

  Requests requests(List<Gate> gates) {
    Policy policy = Policy.onePerson("money", 1, Duration.ofHours(2), Duration.ofDays(1));
    Ledger ledger = office.ledger();
    List<Kind> kinds = new ArrayList<>(Flags.kinds(ledger, policy));
    kinds.add(PaymentKinds.refunds(ledger, policy));
    kinds.add(PaymentKinds.payouts(ledger, policy, gates));
    return office.approvals(kinds).requests();
  }

  Requests requests() {
    return requests(PayoutGates.all(REST));
  }

  /** A merchant of whom 125,000 were captured under the payment {@code pay_NAME}. */
  MerchantId merchant(String name) {
    MerchantId merchant = new MerchantId(name);
    payments.openMerchant(merchant, IQD);
    nameBeneficiary(merchant, "iban-1 of " + name);
    Terms terms = Terms.fee(200).withReserve(1_000, Duration.ofDays(90));
    payments
        .capture(
            new Capture(
                PROVIDER, "ch_" + name, merchant, Money.ofMajor(125_000, IQD), terms, when(name)))
        .orThrow();
    return merchant;
  }

  void nameBeneficiary(MerchantId merchant, String account) {
    Payouts.on(office.ledger()).nameBeneficiary(merchant, account, "mia", "told by mail").orThrow();
  }

  static Occasion when(String name) {
    return Occasion.on(DAY, "pay_" + name);
  }

  Request refund(Requests requests, MerchantId merchant, long major) {
    RefundRef refund = new RefundRef(PROVIDER, "re_" + ++cases);
    RefundHold hold =
        new RefundHold(refund, merchant, Money.ofMajor(major, IQD), when(merchant.value()));
    return requests.ask(sue, PaymentKinds.refund(hold, Office.HERE, "mail 12")).orThrow();
  }

  Request payout(Requests requests, MerchantId merchant, long major) {
    return askPayout(requests, merchant, major).orThrow();
  }

  Answer<Request> askPayout(Requests requests, MerchantId merchant, long major) {
    String payout = "P-" + ++cases;
    PayoutRequest asked =
        new PayoutRequest(payout, merchant, Money.ofMajor(major, IQD), Occasion.on(DAY, payout));
    return requests.ask(max, PaymentKinds.payout(asked, BANK, Office.HERE, "is due"));
  }

  /** A payout that tina has approved. */
  Request approvedPayout(Requests requests, MerchantId merchant, long major) {
    Request asked = payout(requests, merchant, major);
    return requests.approve(tina, asked.number(), asked.digest(), "fine").orThrow();
  }

  Answer<Request> release(Requests requests, Request payout) {
    return requests.execute(tina, payout.number(), "release");
  }

  void raise(Flag flag, MerchantId merchant) {
    office
        .approvals
        .flags()
        .raise(
            raises(flag),
            flag,
            new Flags.Subject(merchant.value(), Office.HERE),
            Map.of("provider", "bureau", "list_version", "2026-06", "score", "87"),
            "looks like somebody on the list")
        .orThrow();
  }

  private Principal raises(Flag flag) {
    return flag == Flag.DISPUTE ? sue : rosa;
  }

  /** Asks, decides and lifts a flag with evidence. */
  void lift(Requests requests, Flag flag, MerchantId merchant) {
    Flags.Subject subject = new Flags.Subject(merchant.value(), Office.HERE);
    Digest file = Digest.of("passport".getBytes(StandardCharsets.UTF_8));
    Ask ask =
        Flags.lift(flag, subject, "another person")
            .with(new Evidence("document", "passport 7", file, null));
    Request asked = requests.ask(raises(flag), ask).orThrow();
    requests.approve(cora, asked.number(), asked.digest(), "seen").orThrow();
    requests.execute(cora, asked.number(), "seen").orThrow();
  }

  void fact(String kind, String id, String name, String value) {
    FactRef ref = FactRef.of(kind, id);
    int version = office.ledger().facts().newest(ref).map(it -> it.version()).orElse(0);
    office
        .ledger()
        .post(JournalEntry.fact(ref).from(version).by("rosa", "desk").with(name, value).build())
        .orThrow();
  }

  AccountRef payable(MerchantId merchant) {
    return new AccountRef(AccountClass.MERCHANT_PAYABLE.path(merchant.value()), IQD.code());
  }

  /** Whole units on an account of a class. */
  long balance(AccountClass account, String dimension) {
    AccountRef ref = new AccountRef(account.path(dimension), IQD.code());
    Ledger ledger = office.ledger();
    return ledger.balance(ledger.account(ref).orElseThrow()).posted().minor() / 1_000;
  }

  @Override
  public void close() {
    office.test.checkInvariants();
    office.close();
  }
}
