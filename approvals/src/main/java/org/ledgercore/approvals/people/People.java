package org.ledgercore.approvals.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.JoinedLedger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Group;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;

/**
 * The room of people. A person stands above logins and tokens; roles are held within an
 * organisation; a role can be lent until an instant, and nobody can have two rights that must not
 * meet. Roles and further logins are given by requests, which need a second person. Every act and
 * every refusal is a record in the ledger's chain. Safe for many threads.
 */
public final class People {

  /** Who may add people and end logins. */
  public static final Right MANAGE = Right.make("users.manage");

  private static final Duration LONGEST_LOAN = Duration.ofDays(90);
  private static final int MAX_PAGE = 1_000;

  private final Transactions transactions;
  private final PeopleTables tables;
  private final Rights rights;
  private final Acts acts;

  public People(ApprovalSchema schema, Transactions transactions) {
    this.transactions = transactions;
    this.tables = new PeopleTables(schema);
    this.rights = new Rights(schema);
    this.acts = new Acts(transactions);
  }

  /**
   * Makes the first administrator and the first who checks what the administrator asks for, two
   * people. Once in the life of a ledger: later ones come by request.
   *
   * @param by whose word it is, such as the host's installer; its login need not exist
   * @param administrator login of the first administrator
   * @param checker login of another person, who gets the role PRIVILEGED_CHECKER
   * @return the administrator's person, then the checker's
   */
  public Answer<List<PersonId>> setUp(
      Principal by, String organisation, String administrator, String checker) {
    Actor actor = new Actor(by, Actor.system().person(), Actor.system().person(), null);
    return acts.run(
        by,
        "set up",
        () ->
            transactions.in((connection, joined) -> {
              require(!tables.isSetUp(connection), "setup: must not have been done before");
              requireFree(connection, administrator);
              requireFree(connection, checker);
              require(!administrator.equals(checker), "checker: must be another person");
              FactRef first = FactRef.of("approval.setup", "first");
              String why = "first administrator";
              List<JournalEntry> records = new ArrayList<>();
              records.add(actor.records(first, 0, why).build());
              Grant admin = new Grant(newPerson(), organisation, "ADMIN");
              Grant check = new Grant(newPerson(), organisation, "PRIVILEGED_CHECKER");
              records.addAll(personRecords(actor, admin.person(), administrator));
              records.addAll(personRecords(actor, check.person(), checker));
              records.add(grantRecord(actor, admin, 0, why));
              records.add(grantRecord(actor, check, 0, why));
              Group.post(joined, records);
              tables.setup(connection);
              writePerson(connection, admin.person(), administrator);
              writePerson(connection, check.person(), checker);
              tables.grant(connection, admin, 1);
              tables.grant(connection, check, 1);
              return List.of(admin.person(), check.person());
            }));
  }

  /** Adds a person with a first login; the person may do nothing until a role is granted. */
  public Answer<PersonId> add(Principal by, String organisation, String login) {
    return act(
        by,
        "add person " + login,
        Rights.Wanted.in(organisation, MANAGE),
        (connection, joined, actor) -> {
          requireFree(connection, login);
          PersonId person = newPerson();
          Group.post(joined, personRecords(actor, person, login));
          writePerson(connection, person, login);
          return person;
        });
  }

  /** Ends a login for ever; what it did stays. */
  public Answer<String> endLogin(Principal by, String organisation, String login) {
    return act(
        by,
        "end login " + login,
        Rights.Wanted.in(organisation, MANAGE),
        (connection, joined, actor) -> {
          PersonId owner =
              tables
                  .ownerOf(connection, login)
                  .orElseThrow(() -> new RefusedException(new Refusal.UnknownLogin(login)));
          require(
              !tables.isOnlyElsewhere(connection, owner, organisation),
              "login: must be of this organisation: " + login);
          FactRef fact = FactRef.of("approval.login", login);
          JournalEntry record =
              actor.records(fact, 1, "login ended").with("state", "ended").build();
          Group.post(joined, List.of(record));
          tables.loginEnd(connection, login);
          return login;
        });
  }

  /** Takes a role back, at once: to have fewer rights needs no second person. */
  public Answer<Grant> revoke(Principal by, Grant grant, String reason) {
    return act(
        by,
        "revoke " + grant,
        Rights.Wanted.in(grant.organisation(), RoleGrants.ANY_ROLE),
        (connection, joined, actor) -> {
          int version = tables.newestGrant(connection, grant);
          require(version % 2 == 1, grant + ": must be granted");
          Group.post(joined, List.of(grantRecord(actor, grant, version, reason)));
          tables.grant(connection, grant, version + 1);
          return grant;
        });
  }

  /**
   * Lends a role that one holds to another person, until an instant at most 90 days away. Whoever
   * borrows it acts as themself and for the lender: both are then the same as any maker they are.
   * Lending the same until the same instant again is the same loan.
   *
   * @param grant the taker, the organisation and the role
   */
  public Answer<UUID> delegate(Principal by, Grant grant, Instant until, String reason) {
    return acts.run(
        by,
        "delegate " + grant,
        () ->
            transactions.in((connection, joined) -> {
              Actor actor = own(connection, by);
              Grant held = new Grant(actor.person(), grant.organisation(), grant.role());
              require(tables.newestGrant(connection, held) % 2 == 1, held + ": must be held");
              Instant now = rights.now(connection);
              require(until.isAfter(now), "until: must lie ahead: " + until);
              require(!until.isAfter(now.plus(LONGEST_LOAN)), "until: at most 90 days: " + until);
              require(!actor.person().equals(grant.person()), "taker: must be another person");
              PeopleTables.Loan loan =
                  new PeopleTables.Loan(UUID.randomUUID(), actor.person(), grant.person(), until);
              Optional<UUID> lent = tables.same(connection, loan, grant);
              if (lent.isPresent()) {
                return lent.get();
              }
              UUID delegation = loan.delegation();
              JournalEntry record =
                  actor
                      .records(FactRef.of("approval.delegation", delegation + ""), 0, reason)
                      .with("taker", grant.person().toString())
                      .with("organisation", grant.organisation())
                      .with("lent_role", grant.role())
                      .with("until", until.toString())
                      .build();
              Group.post(joined, List.of(record));
              tables.delegation(connection, loan, grant.organisation(), grant.role());
              return delegation;
            }));
  }

  /** Ends what one lent. */
  public Answer<UUID> endDelegation(Principal by, UUID delegation, String reason) {
    return acts.run(
        by,
        "end delegation " + delegation,
        () ->
            transactions.in((connection, joined) -> {
              Actor actor = own(connection, by);
              boolean isGiver =
                  tables.giverOf(connection, delegation).equals(Optional.of(actor.person()));
              require(isGiver, "delegation: must be one's own: " + delegation);
              FactRef fact = FactRef.of("approval.delegation", delegation.toString());
              JournalEntry record = actor.records(fact, 1, reason).with("state", "ended").build();
              Group.post(joined, List.of(record));
              tables.delegationEnd(connection, delegation);
              return delegation;
            }));
  }

  /** Adds a role that has a part of another role's rights, and never more. */
  public Answer<String> addChildRole(
      Principal by, String organisation, ChildRole child, String reason) {
    return act(
        by,
        "add role " + child.name(),
        Rights.Wanted.in(organisation, RoleGrants.ANY_ROLE),
        (connection, joined, actor) -> {
          require(tables.isRole(connection, child.parent()), "parent: must be a role");
          require(!tables.isRole(connection, child.name()), "role: must be new: " + child.name());
          for (Right right : child.rights()) {
            if (!tables.has(connection, child.parent(), right)) {
              throw new RefusedException(new Refusal.AboveParent(child.parent(), right.toString()));
            }
          }
          JournalEntry record =
              actor
                  .records(FactRef.of("approval.role", child.name()), 0, reason)
                  .with("parent", child.parent())
                  .with("rights", child.rights().toString())
                  .build();
          Group.post(joined, List.of(record));
          tables.role(connection, child.name(), child.parent(), child.rights());
          return child.name();
        });
  }

  /** A role below another one: its name, its parent and what of the parent's rights it has. */
  public record ChildRole(String name, String parent, List<Right> rights) {
    public ChildRole {
      org.ledgercore.money.Text.required("role", name, 60);
      rights = List.copyOf(rights);
    }
  }

  /** Whether a principal has a right in an organisation, now. */
  public boolean may(Principal principal, String organisation, Right right) {
    return transactions.ask(connection -> {
      try {
        rights.permit(connection, principal, Rights.Wanted.in(organisation, right));
        return true;
      } catch (RefusedException e) {
        return false;
      }
    });
  }

  /** The person whose login this is; refused when it is nobody's or has ended. */
  public PersonId person(Principal principal) {
    return transactions.ask(connection -> rights.identify(connection, principal).person());
  }

  /**
   * Who belongs to an organisation: whoever holds a role in it, and those who are new.
   *
   * @param after the last person of the page before; null for the first page
   * @param limit 1 to 1,000
   */
  public List<Member> members(String organisation, @Nullable PersonId after, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new InvalidInputException("limit", "must be 1 to 1000", limit);
    }
    UUID from = after == null ? Actor.system().person().value() : after.value();
    return transactions.ask(connection -> tables.members(connection, organisation, from, limit));
  }

  /** One of them, or somebody of elsewhere, who has no roles here. */
  public Member member(String organisation, PersonId person) {
    return transactions.ask(connection -> tables.member(connection, organisation, person));
  }

  /** Whose login this is or was. */
  public Optional<PersonId> owner(String login) {
    return transactions.ask(connection -> tables.ownerOf(connection, login));
  }

  /** Every role with its rights. */
  public SortedMap<String, List<Right>> matrix() {
    return transactions.ask(rights::matrix);
  }

  /** All pairs of rights that must not meet in one person of one organisation. */
  public List<Rights.Conflict> conflicts() {
    return transactions.ask(rights::conflicts);
  }

  /** Everybody who holds a right in an organisation. */
  public List<PersonId> holders(String organisation, Right right) {
    return transactions.ask(connection -> rights.holders(connection, organisation, right));
  }

  private interface Act<T> {
    T by(Connection connection, JoinedLedger joined, Actor actor) throws SQLException;
  }

  private <T> Answer<T> act(Principal by, String what, Rights.Wanted wanted, Act<T> act) {
    return acts.run(
        by,
        what,
        () ->
            transactions.in((connection, joined) ->
                act.by(connection, joined, rights.permit(connection, by, wanted))));
  }

  /** One acts for oneself here: what is lent cannot be lent on. */
  private Actor own(Connection connection, Principal by) throws SQLException {
    return rights.identify(connection, new Principal(by.login(), by.via(), null));
  }

  private static PersonId newPerson() {
    return new PersonId(UUID.randomUUID());
  }

  private void requireFree(Connection connection, String login) throws SQLException {
    require(tables.ownerOf(connection, login).isEmpty(), "login: must be nobody's yet: " + login);
  }

  private void writePerson(Connection connection, PersonId person, String login)
      throws SQLException {
    tables.person(connection, person);
    tables.login(connection, login, person);
  }

  private static List<JournalEntry> personRecords(Actor actor, PersonId person, String login) {
    FactRef fact = FactRef.of("approval.person", person.toString());
    return List.of(
        actor.records(fact, 0, "person added").build(),
        loginRecord(actor, login, person, "first login"));
  }

  static JournalEntry loginRecord(Actor actor, String login, PersonId person, String reason) {
    return actor
        .records(FactRef.of("approval.login", login), 0, reason)
        .with("owner", person.toString())
        .build();
  }

  private static JournalEntry grantRecord(Actor actor, Grant grant, int version, String reason) {
    return actor
        .records(grant.fact(), version, reason)
        .with("held", version % 2 == 0 ? "yes" : "no")
        .build();
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new RefusedException(new Refusal.NotAsExpected(rule));
    }
  }
}
