package org.ledgercore.http.testing;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.ledgercore.Ledger;
import org.ledgercore.http.demo.DemoBooks;

/** Books to ask about. */
public final class Books {

  private Books() {}

  /** The golden day: the school's accounts are owned by the organisation {@code school}. */
  public static void goldenDay(Ledger ledger) {
    new DemoBooks(ledger)
        .load(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }

  /** Two accounts in EUR: {@code bank:main}, and {@code customer:42} that cannot be overdrawn. */
  public static void bankAndCustomer(Client accountant) {
    accountant.post("/ops/units", "{\"code\":\"EUR\",\"exponent\":2,\"kind\":\"FIAT\"}");
    accountant.post(
        "/ops/accounts", "{\"path\":\"bank:main\",\"currency\":\"EUR\",\"type\":\"ASSET\"}");
    accountant.post(
        "/ops/accounts",
        """
        {"path":"customer:42","currency":"EUR","type":"LIABILITY","floor":"0.00"}
        """);
  }

  /** An entry that credits the customer, or debits it for a negative amount. */
  public static String deposit(String key, String amount) {
    boolean out = amount.startsWith("-");
    return """
    {"key":"%s","postings":[
      {"account":"bank:main","side":"%s","amount":{"value":"%s","currency":"EUR"}},
      {"account":"customer:42","side":"%s","amount":{"value":"%s","currency":"EUR"}}]}
    """
        .formatted(
            key,
            out ? "CREDIT" : "DEBIT",
            out ? amount.substring(1) : amount,
            out ? "DEBIT" : "CREDIT",
            out ? amount.substring(1) : amount);
  }
}
