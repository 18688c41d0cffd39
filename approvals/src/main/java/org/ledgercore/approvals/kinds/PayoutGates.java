package org.ledgercore.approvals.kinds;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.gates.Gated;
import org.ledgercore.approvals.gates.Reading;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.facts.Fact;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.Safeguarding;

/** Gates for payouts, each about the merchant that is to be paid. */
public final class PayoutGates {

  /** The fact that tells up to which day a bank's statement is matched, as {@code through}. */
  public static final String STATEMENT = "statement.matched";

  private PayoutGates() {}

  /** All gates but the one on statements: no refund or dispute open, not flagged, not held. */
  public static List<Gate> all(Duration beneficiaryRest) {
    return List.of(
        new NoOpenRequest("refund_open", PaymentKinds.REFUND),
        new NotRaised("dispute_covered", Flag.DISPUTE),
        screeningClear(),
        new NotRaised("payout_not_held", Flag.PAYOUT_HOLD),
        new NotRaised("account_not_blocked", Flag.ACCOUNT_BLOCK),
        new BeneficiaryAtRest(beneficiaryRest),
        new AccountNotFrozen(),
        new SafeguardingCovered());
  }

  /** Closed while screening has flagged the counterparty. */
  public static Gate screeningClear() {
    return new NotRaised("screening_clear", Flag.SCREENING);
  }

  /** Closed while the bank's statement is not matched through the day before the payout's. */
  public static Gate statementMatched() {
    return new StatementMatched(true);
  }

  /** The same, but open for a bank whose statements nobody has matched yet. */
  public static Gate statementMatchedOnceBegun() {
    return new StatementMatched(false);
  }

  private record NoOpenRequest(String name, String kind) implements Gate {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      return reading.openRequests(kind, gated.counterparty()).stream()
          .map(number -> kind + " request " + number)
          .toList();
    }
  }

  private record NotRaised(String name, Flag flag) implements Gate {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      return reading
          .fact(flag.fact(), gated.counterparty())
          .filter(Flags::isRaised)
          .map(it -> List.of(flag.fact() + " " + gated.counterparty() + " version " + it.version()))
          .orElse(List.of());
    }
  }

  private record BeneficiaryAtRest(Duration rest) implements Gate {
    @Override
    public String name() {
      return "beneficiary_unchanged";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      Optional<Fact> newest = reading.fact(PaymentKinds.BENEFICIARY, gated.counterparty());
      if (newest.isEmpty() || newest.get().version() == 1) {
        return List.of();
      }
      Instant until = newest.get().record().recordedAt().plus(rest);
      return reading.now().isBefore(until)
          ? List.of("beneficiary version " + newest.get().version() + " until " + until)
          : List.of();
    }
  }

  private record AccountNotFrozen() implements Gate {
    @Override
    public String name() {
      return "account_not_frozen";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      AccountRef payable =
          new AccountRef(
              AccountClass.MERCHANT_PAYABLE.path(gated.counterparty()), gated.input("currency"));
      return reading
          .state(payable)
          .filter(it -> it.status().takes(false))
          .map(open -> List.<String>of())
          .orElse(List.of(payable.toString()));
    }
  }

  private record StatementMatched(boolean fromTheStart) implements Gate {
    @Override
    public String name() {
      return "statement_matched";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      LocalDate needed = LocalDate.parse(gated.input("date")).minusDays(1);
      String bank = gated.input("bank");
      Optional<Fact> matched = reading.fact(STATEMENT, bank);
      if (matched.isEmpty() && !fromTheStart) {
        return List.of();
      }
      String through = matched.map(it -> it.values().getOrDefault("through", "")).orElse("");
      return through.isEmpty() || LocalDate.parse(through).isBefore(needed)
          ? List.of(bank + " matched through " + (through.isEmpty() ? "no day" : through))
          : List.of();
    }
  }

  /**
   * Clients' money is covered. Its figures move with every posting and are not compared: a release
   * moves money between two liabilities that both have to be covered.
   */
  private record SafeguardingCovered() implements Gate {
    @Override
    public String name() {
      return "safeguarding_covered";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      AccountRef payable =
          new AccountRef(
              AccountClass.MERCHANT_PAYABLE.path(gated.counterparty()), gated.input("currency"));
      Optional<Account> account = reading.uncompared().account(payable);
      if (account.isEmpty()) {
        return List.of(payable.toString());
      }
      Safeguarding now = Payments.on(reading.uncompared()).safeguarding(account.get().unit());
      return now.surplusWithOnItsWay().isNegative()
          ? List.of("shortfall of " + now.surplusWithOnItsWay().negated())
          : List.of();
    }
  }
}
