package org.ledgercore.reconciliation.threeway;

import java.time.LocalDate;
import org.ledgercore.money.Money;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.ProviderId;

/**
 * What a provider's file says of one settlement beside its lines.
 *
 * @param provider whose file
 * @param reference the provider's name of the settlement
 * @param bank where it will arrive
 * @param accrued the fees that the ledger has accrued for it
 * @param fees the fees that the file names
 * @param filed the day of the file
 * @param expectedBy the last day on which it is not late
 */
public record FileSays(
    ProviderId provider,
    String reference,
    BankId bank,
    Money accrued,
    Money fees,
    LocalDate filed,
    LocalDate expectedBy) {}
