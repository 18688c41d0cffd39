package org.ledgercore.reconciliation.threeway;

import java.util.List;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.reconciliation.matching.Rules;

/**
 * A provider's files to be reconciled. Immutable.
 *
 * @param provider whose files
 * @param unit in which unit
 * @param files their digests, in order
 * @param rules by which rules
 */
public record ProviderRun(ProviderId provider, Unit unit, List<String> files, Rules rules) {

  public ProviderRun {
    files = List.copyOf(files);
  }

  AccountRef account() {
    return new AccountRef(AccountClass.PROVIDER_RECEIVABLE.path(provider.value()), unit.code());
  }
}
