package org.ledgercore.reconciliation.threeway;

import java.util.List;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.RunReport;

/**
 * A provider's files to be reconciled. Immutable.
 *
 * @param provider whose files
 * @param unit in which unit
 * @param files their digests, in order
 * @param rules by which rules
 * @param unsettled who knows what no settlement will move
 */
public record ProviderRun(
    ProviderId provider, Unit unit, List<String> files, Rules rules, Unsettled unsettled) {

  /** Every line is of a settlement that is due. */
  public static final Unsettled NOTHING = (report, settlements) -> List.of();

  public ProviderRun {
    files = List.copyOf(files);
  }

  /**
   * What the provider's files confirm and no settlement will move: it stays on 1020, so breaks
   * carry it.
   */
  @FunctionalInterface
  public interface Unsettled {

    /**
     * The breaks to be opened beside those of a report.
     *
     * @param report what a run found
     * @param settlements what settlements moved on the account, as far as the run sees; the first
     *     key of each is its reference
     */
    List<Opening> beside(RunReport report, List<Item> settlements);
  }

  AccountRef account() {
    return new AccountRef(AccountClass.PROVIDER_RECEIVABLE.path(provider.value()), unit.code());
  }
}
