package org.ledgercore.http.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.calendar.Validity;
import org.ledgercore.contracts.Contract;
import org.ledgercore.contracts.ContractRef;
import org.ledgercore.contracts.ContractVersion;
import org.ledgercore.contracts.Contracts;
import org.ledgercore.contracts.Fee;
import org.ledgercore.contracts.Terms;
import org.ledgercore.facts.Signed;
import org.ledgercore.http.ledger.PaymentRequests.Conditions;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;

/** Contracts with merchants: agreed in versions, ended, looked up. */
public final class ContractCalls {

  private final Desk desk;

  public ContractCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * The next version of a contract.
   *
   * @param merchant with whom
   * @param kind for which kind of business, such as {@code card}
   * @param currency in which unit
   * @param terms fee, tax and reserve
   * @param from the first instant of which it speaks
   * @param to the first instant after; missing for no end
   * @param after the number of the version before, 0 for none
   * @param reason why, 1 to 1000 characters
   */
  public record Agreement(
      String merchant,
      String kind,
      String currency,
      Conditions terms,
      Instant from,
      @Nullable Instant to,
      int after,
      String reason) {}

  /**
   * A stretch of time in which a contract does not hold.
   *
   * @param merchant with whom
   * @param kind for which kind of business
   * @param currency in which unit
   * @param from the first instant of which it speaks
   * @param to the first instant after; missing for no end
   * @param after the number of the version before
   * @param reason why, 1 to 1000 characters
   */
  public record Ending(
      String merchant,
      String kind,
      String currency,
      Instant from,
      @Nullable Instant to,
      int after,
      String reason) {}

  /**
   * Names a contract.
   *
   * @param merchant with whom
   * @param kind for which kind of business
   * @param currency in which unit
   * @param at only the version that holds at this instant; missing for all
   */
  public record WhichContract(
      String merchant, String kind, String currency, @Nullable Instant at) {}

  /**
   * One version of a contract.
   *
   * @param id such as {@code school/card/IQD@3}
   * @param number 1 upwards
   * @param from the first instant of which it speaks
   * @param to the first instant after; missing for no end
   * @param terms what is charged; missing when the contract does not hold then
   */
  public record VersionCard(
      String id, int number, Instant from, @Nullable Instant to, @Nullable Conditions terms) {

    static VersionCard of(ContractVersion version) {
      return new VersionCard(
          version.id(),
          version.number(),
          version.validity().from(),
          version.validity().end().orElse(null),
          version.agreed().map(contract -> conditions(contract.terms())).orElse(null));
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("agreeContract", Agreement.class, Views.Entry.class, this::agree);
    to.one("endContract", Ending.class, Views.Entry.class, this::end);
    to.page("listContractVersions", WhichContract.class, VersionCard.class, this::versions);
  }

  /** Records the next version. */
  public Answer<Views.Entry> agree(Call call, Agreement wanted) {
    Contract contract =
        Contract.of(
            new ContractRef(wanted.merchant(), wanted.kind(), desk.unit(wanted.currency()).code()),
            PaymentCalls.terms(wanted.terms()));
    return Answer.of(
        contracts()
            .agree(
                contract,
                new Validity(wanted.from(), wanted.to()),
                wanted.after(),
                new Signed(call.actor(), wanted.reason())),
        Views.Entry::of);
  }

  /** Records that a contract does not hold for a stretch of time. */
  public Answer<Views.Entry> end(Call call, Ending wanted) {
    return Answer.of(
        contracts()
            .end(
                new ContractRef(wanted.merchant(), wanted.kind(), wanted.currency()),
                new Validity(wanted.from(), wanted.to()),
                wanted.after(),
                new Signed(call.actor(), wanted.reason())),
        Views.Entry::of);
  }

  /** The versions of a contract, or the one that holds at an instant. */
  public Answer<Page<VersionCard>> versions(Call call, WhichContract which) {
    ContractRef ref = new ContractRef(which.merchant(), which.kind(), which.currency());
    Instant at = which.at();
    List<ContractVersion> found =
        at == null ? contracts().read(ref).all() : one(contracts().at(ref, at));
    return Answer.found(new Page<>(found.stream().map(VersionCard::of).toList(), null));
  }

  private Contracts contracts() {
    return desk.payments().contracts();
  }

  private static List<ContractVersion> one(Optional<ContractVersion> version) {
    return version.stream().toList();
  }

  private static Conditions conditions(Terms terms) {
    Fee fee = terms.fee();
    return new Conditions(
        fee.basisPoints(),
        fee.fixed(),
        fee.min(),
        fee.max(),
        terms.taxBasisPoints(),
        terms.reserveBasisPoints(),
        terms.reserveDays(),
        terms.feeOnRefund(),
        terms.shortfall());
  }
}
