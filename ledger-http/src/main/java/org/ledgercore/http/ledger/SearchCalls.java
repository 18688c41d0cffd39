package org.ledgercore.http.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Balance;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.AsOf;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payouts.PaymentView;
import org.ledgercore.payouts.PaymentViews;
import org.ledgercore.query.EntryFilter;
import org.ledgercore.query.EntryPage;

/**
 * Search: by any reference, or by amounts, dates, merchant, facts and state. What is looked for by
 * reference is found by indexes; the rest narrows by account and date first and then looks at a
 * bounded number of entries a page.
 */
public final class SearchCalls {

  /** Where ledger keys of payments live, each followed by a provider. */
  private static final List<String> AT_PROVIDERS =
      List.of(
          "capture",
          "refund_hold",
          "refund",
          "refund_paid",
          "dispute",
          "dispute_hold",
          "dispute_result",
          "chargeback",
          "provider_cost",
          "provider_settlement",
          "provider_invoice");

  private static final List<String> BY_THEMSELVES =
      List.of(
          "entry",
          "payout_request",
          "payout_decision",
          "payout_result",
          "payout_return",
          "wallet_top_up",
          "wallet_withdrawal",
          "redeem_request",
          "remittance",
          "sweep");

  private final Desk desk;

  public SearchCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * What is looked for; every criterion narrows, and at least one must be given.
   *
   * @param reference any reference: an entry's number, a ledger key, a provider's reference, a
   *     payment or payout, a receipt, an account's party
   * @param namespace the namespace of the ledger key; missing for all that payments use
   * @param fact the name of a fact that entries keep, such as {@code end_to_end}; needs a value
   * @param value the fact's value
   * @param amount a leg of exactly this amount, a decimal; needs the currency
   * @param amountFrom a leg of at least this amount; needs the currency
   * @param amountTo a leg of at most this amount; needs the currency
   * @param currency the unit
   * @param merchant a leg on this merchant's payable account; needs the currency
   * @param state the payment stands here; needs the currency
   * @param effectiveFrom effective on this day or later; needs {@code effectiveTo}
   * @param effectiveTo effective on this day or before
   * @param recordedFrom recorded at this instant or later; needs {@code recordedBefore}
   * @param recordedBefore recorded before this instant
   * @param after what the page before said
   * @param limit how many entries are looked at, 1 to 1000; missing for 100
   */
  public record Sought(
      @Nullable String reference,
      @Nullable String namespace,
      @Nullable String fact,
      @Nullable String value,
      @Nullable String amount,
      @Nullable String amountFrom,
      @Nullable String amountTo,
      @Nullable String currency,
      @Nullable String merchant,
      PaymentView.@Nullable Stage state,
      @Nullable LocalDate effectiveFrom,
      @Nullable LocalDate effectiveTo,
      @Nullable Instant recordedFrom,
      @Nullable Instant recordedBefore,
      @Nullable Long after,
      @Nullable Integer limit) {

    boolean isEmpty() {
      return reference == null
          && fact == null
          && amount == null
          && amountFrom == null
          && amountTo == null
          && merchant == null
          && state == null
          && effectiveFrom == null
          && recordedFrom == null;
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.page("search", Sought.class, Views.Entry.class, this::search);
  }

  /** Every entry that fits; none for an unknown reference. */
  public Answer<Page<Views.Entry>> search(Call call, Sought sought) {
    if (sought.isEmpty()) {
      throw new InvalidInputException("reference", "must be given, or another criterion", "none");
    }
    String reference = sought.reference();
    EntryPage page =
        reference == null
            ? desk.ledger()
                .queries()
                .entries(filter(sought), Limit.page(sought.after(), sought.limit()))
            : new EntryPage(referred(reference, sought.namespace()), 0, true);
    List<Views.Entry> found =
        page.entries().stream().filter(entry -> fits(entry, sought)).map(Views.Entry::of).toList();
    return Answer.found(new Page<>(found, page.isLast() ? null : Long.toString(page.after())));
  }

  private List<RecordedEntry> referred(String reference, @Nullable String namespace) {
    Map<Long, RecordedEntry> found = new LinkedHashMap<>();
    desk.ledger().entriesOf(reference).forEach(each -> found.put(each.number(), each));
    for (EntryKey key : keys(reference, namespace)) {
      desk.ledger().entry(key).ifPresent(each -> found.put(each.number(), each));
    }
    EntryCalls.number(reference)
        .or(() -> EntryCalls.number(reference.replaceFirst("^RCPT-[0-9]{4}-0*", "")))
        .flatMap(number -> desk.ledger().queries().entry(number))
        .ifPresent(each -> found.put(each.number(), each));
    return found.values().stream().sorted((a, b) -> Long.compare(a.number(), b.number())).toList();
  }

  private List<EntryKey> keys(String text, @Nullable String namespace) {
    if (namespace != null) {
      return List.of(new EntryKey(namespace, text));
    }
    List<EntryKey> keys = new ArrayList<>();
    BY_THEMSELVES.forEach(each -> keys.add(new EntryKey(each, text)));
    for (Balance provider :
        desk.ledger()
            .queries()
            .balancesBelow(AccountClass.PROVIDER_RECEIVABLE.path(), AsOf.now())) {
      String name = provider.account().path().dimension();
      AT_PROVIDERS.forEach(each -> keys.add(new EntryKey(each + "/" + name, text)));
    }
    return keys.stream().distinct().toList();
  }

  private EntryFilter filter(Sought sought) {
    EntryFilter filter = EntryFilter.all();
    String merchant = sought.merchant();
    if (merchant != null) {
      String path = AccountClass.MERCHANT_PAYABLE.path(new MerchantId(merchant).value()).value();
      filter = filter.on(desk.account(path, EntryCalls.given("currency", sought.currency())));
    }
    String fact = sought.fact();
    if (fact != null) {
      filter = filter.with(fact, EntryCalls.given("value", sought.value()));
    }
    LocalDate from = sought.effectiveFrom();
    if (from != null) {
      filter = filter.effective(from, EntryCalls.given("effectiveTo", sought.effectiveTo()));
    }
    Instant since = sought.recordedFrom();
    if (since != null) {
      filter = filter.recorded(since, EntryCalls.given("recordedBefore", sought.recordedBefore()));
    }
    return filter;
  }

  private boolean fits(RecordedEntry entry, Sought sought) {
    return fitsAmount(entry, sought) && fitsState(entry, sought);
  }

  private boolean fitsAmount(RecordedEntry entry, Sought sought) {
    Money exact = money("amount", sought.amount(), sought);
    Money least = money("amountFrom", sought.amountFrom(), sought);
    Money most = money("amountTo", sought.amountTo(), sought);
    if (exact == null && least == null && most == null) {
      return true;
    }
    String currency = EntryCalls.given("currency", sought.currency());
    return entry.entry().postings().stream()
        .map(leg -> leg.amount())
        .filter(amount -> amount.unit().code().equals(currency))
        .anyMatch(amount ->
            (exact == null || amount.equals(exact))
                && (least == null || !amount.minus(least).isNegative())
                && (most == null || !most.minus(amount).isNegative()));
  }

  private @Nullable Money money(String field, @Nullable String decimal, Sought sought) {
    return decimal == null
        ? null
        : desk.money(field, new Amount(decimal, EntryCalls.given("currency", sought.currency())));
  }

  private boolean fitsState(RecordedEntry entry, Sought sought) {
    PaymentView.Stage state = sought.state();
    if (state == null) {
      return true;
    }
    Unit unit = desk.unit(EntryCalls.given("currency", sought.currency()));
    String payment = entry.entry().correlation();
    Optional<PaymentView> view =
        payment == null ? Optional.empty() : PaymentViews.on(desk.ledger()).payment(payment, unit);
    return view.isPresent() && view.get().stage() == state;
  }
}
