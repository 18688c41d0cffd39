package org.ledgercore.approvals;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.cases.Cases;
import org.ledgercore.approvals.kinds.Flags;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.People;
import org.ledgercore.approvals.people.RoleGrants;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Requests;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Transactions;

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

  private Approvals(People people, Requests requests, Flags flags, Cases cases) {
    this.people = people;
    this.requests = requests;
    this.flags = flags;
    this.cases = cases;
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
    ApprovalSchema tables = new ApprovalSchema(schema);
    Transactions transactions = new Transactions(ledger, dataSource);
    RoleGrants grants = new RoleGrants(tables);
    List<Kind> all = new ArrayList<>(PeopleKinds.of(grants, transactions));
    all.addAll(kinds);
    return new Approvals(
        new People(tables, transactions),
        new Requests(ledger, transactions, tables, all),
        new Flags(ledger, transactions, tables),
        new Cases(ledger, transactions, tables));
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

  /** Requests and decisions. */
  public Requests requests() {
    return requests;
  }
}
