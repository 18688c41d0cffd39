package org.ledgercore.http.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.calendar.Validity;
import org.ledgercore.facts.Signed;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.rates.FxRate;
import org.ledgercore.rates.Price;
import org.ledgercore.rates.RateKind;
import org.ledgercore.rates.RateRef;

/** Rates: what is given for what, from when on, each version kept for ever. */
public final class RateCalls {

  private final Desk desk;

  public RateCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * The next version of a rate.
   *
   * @param kind CUSTOMER or REPORTING
   * @param given a positive amount
   * @param got what is got for it, positive, in another currency
   * @param atMiddle what the middle rate gives for it; missing for the same
   * @param from the first instant it holds
   * @param to the first instant it no longer holds; missing for no end
   * @param after the number of the version before; 0 for the first
   * @param reason why, 1 to 1000 characters
   */
  public record NewRate(
      RateKind kind,
      Amount given,
      Amount got,
      @Nullable Amount atMiddle,
      Instant from,
      @Nullable Instant to,
      int after,
      String reason) {}

  /**
   * Names a rate.
   *
   * @param kind CUSTOMER or REPORTING
   * @param from the unit that is given
   * @param to the unit that is got
   * @param at the instant whose version is wanted; missing for all versions
   */
  public record WhichRate(RateKind kind, String from, String to, @Nullable Instant at) {}

  /**
   * A version of a rate.
   *
   * @param id names it, as entries keep it
   * @param number 1 upwards
   * @param given for so much
   * @param got one gets so much
   * @param atMiddle and so much at the middle rate
   * @param from the first instant it holds
   * @param to the first instant it no longer holds; missing for no end
   */
  public record RateCard(
      String id,
      int number,
      Amount given,
      Amount got,
      Amount atMiddle,
      Instant from,
      @Nullable Instant to) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("setRate", NewRate.class, Views.Entry.class, this::set);
    to.page("listRateVersions", WhichRate.class, RateCard.class, this::versions);
  }

  /** Records the next version of a rate. */
  public Answer<Views.Entry> set(Call call, NewRate wanted) {
    Money given = desk.money("given", wanted.given());
    Money got = desk.money("got", wanted.got());
    Amount middle = wanted.atMiddle();
    Price price =
        middle == null
            ? Price.middle(given, got)
            : Price.of(given, got, desk.money("atMiddle", middle));
    return Answer.of(
        desk.payments()
            .rates()
            .set(
                wanted.kind(),
                price,
                new Validity(wanted.from(), wanted.to()),
                wanted.after(),
                new Signed(call.actor(), wanted.reason())),
        Views.Entry::of);
  }

  /** The versions of a rate, oldest first, or the one that holds at an instant. */
  public Answer<Page<RateCard>> versions(Call call, WhichRate which) {
    RateRef ref = new RateRef(which.kind(), which.from(), which.to());
    Instant at = which.at();
    List<FxRate> found =
        at == null
            ? desk.payments().rates().all(ref)
            : desk.payments().rates().at(ref, at).stream().toList();
    return Answer.found(new Page<>(found.stream().map(this::card).toList(), null));
  }

  private RateCard card(FxRate rate) {
    Optional<Instant> end = rate.validity().end();
    return new RateCard(
        rate.id(),
        rate.number(),
        amount(rate.price().given()),
        amount(rate.price().got()),
        amount(rate.price().atMiddle()),
        rate.validity().from(),
        end.orElse(null));
  }

  private Amount amount(Price.Stated stated) {
    return Amount.of(Money.ofMinor(stated.minor(), desk.unit(stated.currency())));
  }
}
