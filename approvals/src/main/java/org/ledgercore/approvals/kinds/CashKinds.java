package org.ledgercore.approvals.kinds;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.CashStep;
import org.ledgercore.payments.DeskId;
import org.ledgercore.payments.Occasion;
import org.ledgercore.payments.PaymentCommand;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.RedeemStep;
import org.ledgercore.payments.SubjectId;

/**
 * Cash as requests: moving it between banks, transit and desks (P12a, P12b, P12f), accepting what a
 * desk's count differed by (P12g), and paying out of a wallet (P12e), whose amount is held from the
 * request on.
 */
public final class CashKinds {

  /** Cash between banks, transit and desks. */
  public static final String MOVE = "cash.move";

  /** The difference of a desk's count. */
  public static final String DIFFERENCE = "cash.difference";

  /** Money out of a wallet. */
  public static final String REDEEM = "redeem";

  private static final String STEP = "step";
  private static final String DESK = "desk";
  private static final String BANK = "bank";
  private static final String WALLET = "wallet";
  private static final String COMMISSION = "commission";
  private static final String NONE = "";

  private CashKinds() {}

  /** Where cash goes. */
  public enum Step {
    /** From a bank into transit (P12a). */
    BROUGHT_IN,
    /** From the owner into transit (P12a). */
    BROUGHT_BY_OWNER,
    /** From transit to a desk (P12b). */
    FLOATED,
    /** From a desk into transit (P12f1). */
    COLLECTED,
    /** From transit to a bank (P12f2). */
    BANKED
  }

  /** All three kinds. */
  public static List<Kind> of(Ledger ledger, Policy policy) {
    return List.of(
        Kind.of(MOVE, Right.make("systemop"), Right.check("systemop"), policy, new Move(ledger)),
        Kind.of(
            DIFFERENCE,
            Right.make("cashdesk.day"),
            Right.check("cashdesk.day"),
            policy,
            new Difference(ledger)),
        Kind.of(REDEEM, Right.make(REDEEM), Right.check(REDEEM), policy, new Redeem(ledger)));
  }

  /**
   * Cash that is to be moved.
   *
   * @param id its own id, the key of its entry
   * @param step from where to where
   * @param place the desk or the bank; {@code null} where the step knows neither
   */
  public record CashMove(
      String id, Step step, @Nullable String place, Money amount, Occasion occasion) {}

  /** Asks for cash to be moved. */
  public static Ask move(CashMove move, String organisation, String reason) {
    Ask ask = Ask.of(MOVE, move.id(), organisation, reason).with(STEP, move.step().name());
    String place = move.place();
    String name = move.step() == Step.FLOATED || move.step() == Step.COLLECTED ? DESK : BANK;
    return Inputs.occasion(
        Inputs.amount(place == null ? ask : ask.with(name, place), move.amount()), move.occasion());
  }

  /** Asks for the difference of a count to be accepted. */
  public static Ask difference(
      CashStep.DifferenceAccepted difference, String organisation, String reason) {
    return Inputs.occasion(
        Ask.of(DIFFERENCE, difference.id(), organisation, reason), difference.occasion());
  }

  /**
   * Asks for money out of a wallet.
   *
   * @param way how it is paid: {@code desk} or {@code bank} with its id, and the commission
   */
  public static Ask redeem(
      RedeemStep.Requested wanted, Way way, String organisation, String reason) {
    Ask ask =
        Ask.of(REDEEM, wanted.redeem(), organisation, reason)
            .with(WALLET, wanted.subject().value())
            .with(way.isDesk() ? DESK : BANK, way.place())
            .with(COMMISSION, way.commission().toDecimal());
    return Inputs.occasion(Inputs.amount(ask, wanted.amount()), wanted.occasion());
  }

  /** How a wallet is paid out. */
  public record Way(boolean isDesk, String place, Money commission) {}

  private record Move(Ledger ledger) implements Operation {

    @Override
    public Stake stake(Ask ask) {
      return new Stake(
          Inputs.amount(ledger, ask),
          ask.inputs().getOrDefault(DESK, ask.inputs().getOrDefault(BANK, MOVE)));
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return Told.of(Payments.on(ledger).preview(command(ask)));
    }

    private PaymentCommand command(Ask ask) {
      String id = ask.subject();
      Money amount = Inputs.amount(ledger, ask);
      Occasion when = Inputs.occasion(ask);
      return switch (step(ask)) {
        case BROUGHT_IN -> new CashStep.BroughtIn(id, new BankId(ask.input(BANK)), amount, when);
        case BROUGHT_BY_OWNER -> new CashStep.BroughtByOwner(id, amount, when);
        case FLOATED -> new CashStep.Floated(id, new DeskId(ask.input(DESK)), amount, when);
        case COLLECTED -> new CashStep.Collected(id, new DeskId(ask.input(DESK)), amount, when);
        case BANKED -> new CashStep.Banked(id, new BankId(ask.input(BANK)), amount, when);
      };
    }

    private static Step step(Ask ask) {
      for (Step step : Step.values()) {
        if (step.name().equals(ask.input(STEP))) {
          return step;
        }
      }
      throw new InvalidInputException(
          STEP, "must be one of " + List.of(Step.values()), ask.input(STEP));
    }
  }

  private record Difference(Ledger ledger) implements Operation {

    @Override
    public Stake stake(Ask ask) {
      JournalEntry accepted = entry(ask).entries().stream().findFirst().orElse(null);
      return new Stake(
          accepted == null ? null : accepted.postings().getFirst().amount(), ask.subject());
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return entry(ask);
    }

    private Told entry(Ask ask) {
      CashStep.DifferenceAccepted command =
          new CashStep.DifferenceAccepted(ask.subject(), Inputs.occasion(ask));
      return Told.of(Payments.on(ledger).preview(command));
    }
  }

  private record Redeem(Ledger ledger) implements Operation {

    @Override
    public Stake stake(Ask ask) {
      return new Stake(Inputs.amount(ledger, ask), ask.input(WALLET));
    }

    @Override
    public Told holding(Ask ask) {
      return Told.of(
          Payments.on(ledger)
              .preview(
                  new RedeemStep.Requested(
                      ask.subject(),
                      new SubjectId(ask.input(WALLET)),
                      Inputs.amount(ledger, ask),
                      Inputs.occasion(ask))));
    }

    @Override
    public Told release(Ask ask, RecordedEntry held) {
      return Told.of(Payments.on(ledger).preview(cancelled(ask)));
    }

    @Override
    public Optional<Long> settledBy(Ask ask, RecordedEntry held) {
      return ledger.entry(cancelled(ask).key()).map(RecordedEntry::number);
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      if (holding == null) {
        throw new IllegalStateException("a wallet's money is held before it is paid");
      }
      return Told.of(List.of(Payments.on(ledger).following(holding, paid(ask))));
    }

    private PaymentCommand paid(Ask ask) {
      Money commission = Money.of(ask.input(COMMISSION), Inputs.unit(ledger, ask));
      Occasion when = Inputs.occasion(ask);
      String desk = ask.inputs().getOrDefault(DESK, NONE);
      return desk.isEmpty()
          ? new RedeemStep.ByBank(ask.subject(), new BankId(ask.input(BANK)), commission, when)
          : new RedeemStep.PaidAtDesk(ask.subject(), new DeskId(desk), commission, when);
    }

    private static RedeemStep.Cancelled cancelled(Ask ask) {
      return new RedeemStep.Cancelled(ask.subject(), Inputs.occasion(ask));
    }
  }
}
