package org.ledgercore.http.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ledgercore.chart.Side;
import org.ledgercore.http.ledger.PaymentRequests.Case;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.wire.Page;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Amount;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;

/**
 * Receipts of captures. A receipt is told from its entry and from nothing else, so it prints the
 * same to the byte for ever. Its number is the entry's place in the journal: unique, and every gap
 * of the series is an entry that is no capture. Its seal is over the entry's own digest, which was
 * stored with it.
 */
public final class ReceiptCalls {

  private static final Pattern NUMBER = Pattern.compile("RCPT-([0-9]{4})-([0-9]{8,19})");
  private static final String CAPTURE = "capture";

  private final Desk desk;

  public ReceiptCalls(Desk desk) {
    this.desk = desk;
  }

  /**
   * Names a receipt.
   *
   * @param receipt its number, such as {@code RCPT-2026-00000041}
   */
  public record WhichReceipt(String receipt) {}

  /**
   * A receipt.
   *
   * @param receipt its number
   * @param payment the payment's id
   * @param merchant who was paid
   * @param paid what the customer paid
   * @param paidOn the business day
   * @param recordedAt when it was recorded
   * @param text the receipt as it is printed, line by line
   * @param fingerprint SHA-256 of the text in UTF-8 with a line feed behind each line, in
   *     hexadecimal digits
   */
  public record Receipt(
      String receipt,
      String payment,
      String merchant,
      Amount paid,
      LocalDate paidOn,
      Instant recordedAt,
      List<String> text,
      String fingerprint) {}

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("getReceipt", WhichReceipt.class, Receipt.class, this::receipt);
    to.page("listReceipts", Case.class, Receipt.class, this::ofPayment);
    to.page("listOwnReceipts", Case.class, Receipt.class, this::ofMerchant);
    to.page("listPaidReceipts", Case.class, Receipt.class, this::ofPayer);
  }

  /** The receipt of a number. */
  public Answer<Receipt> receipt(Call call, WhichReceipt which) {
    Matcher number = NUMBER.matcher(which.receipt());
    Optional<Receipt> found =
        number.matches()
            ? EntryCalls.number(number.group(2).replaceFirst("^0+", ""))
                .flatMap(entry -> desk.ledger().queries().entry(entry))
                .filter(ReceiptCalls::isCapture)
                .map(ReceiptCalls::of)
                .filter(receipt -> receipt.receipt().equals(which.receipt()))
            : Optional.empty();
    return Answer.found(found);
  }

  /** The receipts of a payment, in order. */
  public Answer<Page<Receipt>> ofPayment(Call call, Case which) {
    return Answer.found(page(receipts(which.payment())));
  }

  /** The receipts of a payment that was made to the calling merchant. */
  public Answer<Page<Receipt>> ofMerchant(Call call, Case which) {
    return Answer.found(
        page(
            receipts(which.payment()).stream()
                .filter(each -> each.merchant().equals(call.principal().organisation()))
                .toList()));
  }

  /** The receipts of the one payment that the caller's token names. */
  public Answer<Page<Receipt>> ofPayer(Call call, Case which) {
    return Answer.found(
        which.payment().equals(call.principal().organisation())
            ? Optional.of(page(receipts(which.payment())))
            : Optional.empty());
  }

  List<Receipt> receipts(String payment) {
    return desk.ledger().queries().correlated(payment).stream()
        .filter(ReceiptCalls::isCapture)
        .map(ReceiptCalls::of)
        .toList();
  }

  private static Page<Receipt> page(List<Receipt> receipts) {
    return new Page<>(receipts, null);
  }

  private static boolean isCapture(RecordedEntry entry) {
    return entry.entry().kind().equals(CAPTURE) && entry.entry().correlation() != null;
  }

  private static Receipt of(RecordedEntry entry) {
    String number =
        String.format(
            Locale.ROOT, "RCPT-%04d-%08d", entry.effectiveDate().getYear(), entry.number());
    String payment = Optional.ofNullable(entry.entry().correlation()).orElse("");
    String merchant = merchant(entry);
    Money paid = paid(entry);
    List<String> text =
        List.of(
            "Receipt " + number,
            "Payment " + payment,
            "Paid to " + merchant,
            "Amount " + paid.toDecimal() + " " + paid.unit().code(),
            "On " + entry.effectiveDate(),
            "Recorded " + entry.recordedAt(),
            "Seal " + entry.entry().digest());
    return new Receipt(
        number,
        payment,
        merchant,
        Amount.of(paid),
        entry.effectiveDate(),
        entry.recordedAt(),
        text,
        fingerprint(text));
  }

  /** What the provider owes for it: the gross that the customer paid. */
  static Money paid(RecordedEntry entry) {
    return entry.entry().postings().stream()
        .filter(leg -> AccountClass.PROVIDER_RECEIVABLE.contains(leg.account()))
        .filter(leg -> leg.side() == Side.DEBIT)
        .map(Posting::amount)
        .reduce(Money::plus)
        .orElseGet(() -> Money.zero(entry.entry().postings().getFirst().amount().unit()));
  }

  private static String merchant(RecordedEntry entry) {
    return entry.entry().postings().stream()
        .filter(leg -> AccountClass.MERCHANT_PAYABLE.contains(leg.account()))
        .map(leg -> leg.account().dimension())
        .findFirst()
        .orElse("");
  }

  private static String fingerprint(List<String> text) {
    try {
      byte[] utf8 = (String.join("\n", text) + "\n").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
