package org.ledgercore.approvals.kinds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.PayoutRequest;
import org.ledgercore.payments.PayoutStep;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.payments.RefundHold;
import org.ledgercore.payments.RefundRef;
import org.ledgercore.payments.RefundStep;
import org.ledgercore.payouts.Beneficiary;
import org.ledgercore.payouts.Payouts;
import org.ledgercore.rules.PaymentRefusal;
import org.ledgercore.rules.Rejection;

/**
 * Refunds and payouts as requests. Asking posts what puts the merchant's money aside (P4a, P5h, P6h
 * and P9a); rejecting, recalling and expiring give it back (P4c, P5r, P9f). An executed refund is
 * to be sent to the provider, whose confirmation is a fact of {@link Payments} under this approval;
 * an executed payout is released (P9b).
 */
public final class PaymentKinds {

  /** A refund to a customer. */
  public static final String REFUND = "refund";

  /** A payout to a merchant. */
  public static final String PAYOUT = "payout";

  /** The fact that tells where a merchant is paid to; see {@link Payouts#nameBeneficiary}. */
  public static final String BENEFICIARY = "beneficiary";

  private static final String MERCHANT = "merchant";
  private static final String PROVIDER = "provider";
  private static final String BANK = "bank";

  private PaymentKinds() {}

  /** Refunds, asked for with {@link #refund(RefundHold, String, String)}. */
  public static Kind refunds(Ledger ledger, Policy policy) {
    return Kind.of(REFUND, Right.make("refund"), Right.check("refund"), policy, new Refund(ledger));
  }

  /** Payouts, asked for with {@link #payout}; released when all gates are open. */
  public static Kind payouts(Ledger ledger, Policy policy, List<Gate> gates) {
    Kind kind =
        Kind.of(
            PAYOUT,
            Right.make("payout.request"),
            Right.check("payout.release"),
            policy,
            new Payout(ledger));
    return kind.through(gates);
  }

  /** Asks for a refund. */
  public static Ask refund(RefundHold hold, String organisation, String reason) {
    RefundRef refund = hold.refund();
    return Inputs.occasion(
            Ask.of(REFUND, refund.reference(), organisation, reason), hold.occasion())
        .with(PROVIDER, refund.provider().value())
        .with(MERCHANT, hold.merchant().value())
        .with(Inputs.AMOUNT, hold.amount().toDecimal())
        .with(Inputs.CURRENCY, hold.amount().unit().code());
  }

  /** Asks for a payout through a bank. */
  public static Ask payout(PayoutRequest payout, BankId bank, String organisation, String reason) {
    return Inputs.occasion(Ask.of(PAYOUT, payout.payout(), organisation, reason), payout.occasion())
        .with(BANK, bank.value())
        .with(MERCHANT, payout.merchant().value())
        .with(Inputs.AMOUNT, payout.amount().toDecimal())
        .with(Inputs.CURRENCY, payout.amount().unit().code());
  }

  private static MerchantId merchant(Ask ask) {
    return new MerchantId(ask.input(MERCHANT));
  }

  private static Operation.Stake stake(Ledger ledger, Ask ask) {
    return new Operation.Stake(amount(ledger, ask), merchant(ask).value());
  }

  private static Money amount(Ledger ledger, Ask ask) {
    AccountRef payable =
        new AccountRef(
            AccountClass.MERCHANT_PAYABLE.path(merchant(ask).value()), ask.input(Inputs.CURRENCY));
    Unit unit =
        ledger
            .account(payable)
            .map(Account::unit)
            .orElseThrow(
                () -> new InvalidInputException(MERCHANT, "must have an account", payable));
    return Money.of(ask.input(Inputs.AMOUNT), unit);
  }

  private static Optional<Long> posted(Ledger ledger, PaymentCommand command) {
    return ledger.entry(command.key()).map(RecordedEntry::number);
  }

  private record Refund(Ledger ledger) implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return PaymentKinds.stake(ledger, ask);
    }

    @Override
    public Told holding(Ask ask) {
      RefundHold hold = new RefundHold(refund(ask), merchant(ask), amount(ledger, ask), when(ask));
      return Told.of(Payments.on(ledger).preview(hold));
    }

    @Override
    public Told release(Ask ask, RecordedEntry held) {
      return Told.of(Payments.on(ledger).preview(rejected(ask)));
    }

    @Override
    public Optional<Long> settledBy(Ask ask, RecordedEntry held) {
      return posted(ledger, rejected(ask));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return Told.nothing();
    }

    private static RefundStep.Rejected rejected(Ask ask) {
      return new RefundStep.Rejected(refund(ask), when(ask));
    }

    private static RefundRef refund(Ask ask) {
      return new RefundRef(new ProviderId(ask.input(PROVIDER)), ask.subject());
    }

    private static Occasion when(Ask ask) {
      return Inputs.occasion(ask);
    }
  }

  private record Payout(Ledger ledger) implements Operation {
    @Override
    public Stake stake(Ask ask) {
      return PaymentKinds.stake(ledger, ask);
    }

    @Override
    public Told holding(Ask ask) {
      MerchantId merchant = merchant(ask);
      Optional<Beneficiary> paid = Payouts.on(ledger).beneficiary(merchant);
      if (paid.isEmpty()) {
        return refused(new PaymentRefusal.NoBeneficiary(merchant.value()));
      }
      int version = paid.get().version();
      if (paid.get().blockedBy().isPresent()) {
        String by = paid.get().blockedBy().get();
        return refused(new PaymentRefusal.BeneficiaryBlocked(merchant.value(), version, by));
      }
      Occasion plain = Inputs.occasion(ask);
      Occasion to =
          new Occasion(
              plain.date(), plain.caseId(), Map.of(BENEFICIARY, Integer.toString(version)));
      PayoutRequest asked = new PayoutRequest(ask.subject(), merchant, amount(ledger, ask), to);
      return Told.of(Payments.on(ledger).preview(asked));
    }

    private static Told refused(PaymentRefusal why) {
      return Told.refused(new Rejection.PaymentRefused(why));
    }

    @Override
    public Told release(Ask ask, RecordedEntry held) {
      return Told.of(Payments.on(ledger).preview(rejected(ask)));
    }

    @Override
    public Optional<Long> settledBy(Ask ask, RecordedEntry held) {
      return posted(ledger, rejected(ask));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      if (holding == null) {
        throw new IllegalStateException("a payout is put aside before it is released");
      }
      PayoutStep.Released released =
          new PayoutStep.Released(
              ask.subject(), 1, new BankId(ask.input(BANK)), Inputs.occasion(ask));
      JournalEntry entry = Payments.on(ledger).following(holding, released);
      // Another account, or one that is blocked since, is another version of the fact.
      int version =
          ledger
              .facts()
              .newest(FactRef.of(BENEFICIARY, ask.input(MERCHANT)))
              .map(Fact::version)
              .orElse(0);
      return Told.of(List.of(entry)).seeing(BENEFICIARY, Integer.toString(version));
    }

    private static PayoutStep.Rejected rejected(Ask ask) {
      return new PayoutStep.Rejected(ask.subject(), 1, Inputs.occasion(ask));
    }
  }
}
