package org.ledgercore.payouts;

import java.util.Optional;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.FactRef;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.rules.PaymentRefusal;

/**
 * Where a merchant is paid to, from one change to the next.
 *
 * @param merchant who is paid
 * @param version counts up with each change of the account
 * @param account the caller's name for the account, such as the id of a subject that holds the
 *     personal data; it stays in the journal for ever
 * @param blockedBy the payout whose return blocks this version until it changes
 */
public record Beneficiary(
    MerchantId merchant, int version, String account, Optional<String> blockedBy) {

  static final String KIND = "beneficiary";
  static final String ACCOUNT = "account";
  static final String VERSION = "beneficiary_version";
  static final String BLOCKED = "blocked_by";

  static Beneficiary of(Fact fact) {
    return new Beneficiary(
        new MerchantId(fact.ref().id()),
        Integer.parseInt(fact.values().getOrDefault(VERSION, "0")),
        fact.values().getOrDefault(ACCOUNT, ""),
        Optional.ofNullable(fact.values().get(BLOCKED)));
  }

  static FactRef ref(MerchantId merchant) {
    return FactRef.of(KIND, merchant.value());
  }

  /** Why a merchant cannot be paid to what was named last. */
  static Optional<PaymentRefusal> gate(MerchantId merchant, Optional<Fact> newest) {
    if (newest.isEmpty()) {
      return Optional.of(new PaymentRefusal.NoBeneficiary(merchant.value()));
    }
    Beneficiary now = Beneficiary.of(newest.get());
    return now.blockedBy()
        .map(by -> new PaymentRefusal.BeneficiaryBlocked(merchant.value(), now.version(), by));
  }

  /** Nothing further was said of where a merchant is paid to. */
  static Condition unchanged(MerchantId merchant, Optional<Fact> newest) {
    return new Condition.FactAt(Beneficiary.ref(merchant), newest.map(Fact::version).orElse(0));
  }
}
