package org.ledgercore.payments;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * When something happened, to which case it belongs, and on whose word.
 *
 * @param date the business day
 * @param caseId the id shared by all entries, requests and lines of one case, 1 to 255 code points;
 *     for a payment the payment's id
 * @param facts what else the entry keeps, such as {@code approval} and {@code evidence}; part of
 *     its content: the same key with other facts is refused. Names that entries of payments keep
 *     themselves, such as "asked" and "lots", are refused
 */
public record Occasion(LocalDate date, String caseId, Map<String, String> facts) {

  /** The name under which an entry keeps the request that approved it. */
  static final String APPROVAL = "approval";

  /** The name under which an entry keeps the digest that was approved. */
  static final String DIGEST = "approval_digest";

  private static final int MAX = 255;

  public Occasion {
    Text.required("caseId", caseId, MAX);
    facts = Map.copyOf(facts);
    for (String name : facts.keySet()) {
      if (Row.OWN.contains(name)) {
        throw new InvalidInputException("facts", "must not use a name of the entry's own", name);
      }
    }
  }

  /** {@code Occasion.on(day, "pay_001")}. */
  public static Occasion on(LocalDate date, String caseId) {
    return new Occasion(date, caseId, Map.of());
  }

  /** The same with the request that approved it and the digest that was approved. */
  public Occasion approvedBy(String request, String digest) {
    return with(APPROVAL, request).with(DIGEST, digest);
  }

  /** The same with a reference to evidence. */
  public Occasion withEvidence(String reference) {
    return with("evidence", reference);
  }

  /** The same with the reason why. */
  public Occasion because(String reason) {
    return with("reason", reason);
  }

  private Occasion with(String name, String value) {
    Map<String, String> more = new TreeMap<>(facts);
    more.put(name, value);
    return new Occasion(date, caseId, more);
  }

  void describe(EntryBuilder entry) {
    facts.forEach(entry::with);
  }
}
