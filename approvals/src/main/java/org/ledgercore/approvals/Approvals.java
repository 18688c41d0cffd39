package org.ledgercore.approvals;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.cases.Cases;
import org.ledgercore.approvals.cases.Packs;
import org.ledgercore.approvals.kinds.Flags;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.owners.OwnerLimits;
import org.ledgercore.approvals.people.People;
import org.ledgercore.approvals.people.RoleGrants;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.approvals.work.Queue;
import org.ledgercore.approvals.work.Work;

/**
 * Approvals beside a ledger: who may do what, requests that a second person decides, and payouts
 * that are released through gates. Everything lies in a schema of its own in the ledger's database
 * and commits together with the ledger. Safe for many threads.
 */
public final class Approvals {

  private final People people;
  private final Requests requests;
  private final Flags flags;
  private final Cases cases;
  private final Packs packs;
  private final Work work;
  private final OwnerLimits limits;

  private Approvals(Ledger ledger, Transactions transactions, ApprovalSchema tables, Offer offer) {
    List<Kind> all = new ArrayList<>(PeopleKinds.of(new RoleGrants(tables), transactions));
    all.addAll(offer.kinds());
    this.people = new People(tables, transactions);
    this.requests = new Requests(ledger, transactions, tables, all);
    this.flags = new Flags(ledger, transactions, tables);
    this.cases = new Cases(ledger, transactions, tables);
    this.packs = new Packs(ledger, transactions, tables);
    this.work = new Work(ledger, transactions, tables, offer.queues());
    this.limits = new OwnerLimits(ledger, transactions, tables, requests);
  }

  /**
   * What a house offers.
   *
   * @param kinds what can be asked for, beside roles and logins for people
   * @param queues where work waits
   */
  public record Offer(List<Kind> kinds, List<Queue> queues) {
    public Offer {
      kinds = List.copyOf(kinds);
      queues = List.copyOf(queues);
    }
  }

  /**
   * Creates or upgrades the tables of approvals. Needs the rights to create them and to refer to
   * the ledger's tables, which must be there; may be run again at any time.
   */
  public static void migrate(DataSource dataSource, String schema, String ledgerSchema) {
    new ApprovalSchema(schema).migrate(dataSource, ledgerSchema);
  }

  /**
   * Opens the approvals of a ledger.
   *
   * @param dataSource the ledger's own database; one connection an act
   * @param schema the schema that was migrated
   * @param kinds what can be asked for, beside roles and logins for people
   */
  public static Approvals on(
      Ledger ledger, DataSource dataSource, String schema, List<Kind> kinds) {
    return on(ledger, dataSource, schema, new Offer(kinds, List.of()));
  }

  /** The same with queues of work. */
  public static Approvals on(Ledger ledger, DataSource dataSource, String schema, Offer offer) {
    return new Approvals(
        ledger, new Transactions(ledger, dataSource), new ApprovalSchema(schema), offer);
  }

  /** People, their logins, their roles. */
  public People people() {
    return people;
  }

  /** Flags and blocks, raised by one person and lifted by two. */
  public Flags flags() {
    return flags;
  }

  /** Notes and timelines. */
  public Cases cases() {
    return cases;
  }

  /** Evidence that was frozen. */
  public Packs packs() {
    return packs;
  }

  /** Work that waits for people. */
  public Work work() {
    return work;
  }

  /** Operations within the limits of their owners, and those that wait for somebody. */
  public OwnerLimits limits() {
    return limits;
  }

  /** Requests and decisions. */
  public Requests requests() {
    return requests;
  }
}
