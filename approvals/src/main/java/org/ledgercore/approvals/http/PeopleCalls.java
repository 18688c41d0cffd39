package org.ledgercore.approvals.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.http.RequestWords.RequestCard;
import org.ledgercore.approvals.kinds.PeopleKinds;
import org.ledgercore.approvals.people.Grant;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Member;
import org.ledgercore.approvals.people.People;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;

/** People, logins and roles as calls. Safe for many threads. */
public final class PeopleCalls {

  private static final String LOGIN = "approval.login";
  private static final String GRANT = "approval.grant";
  private static final String LOAN = "approval.delegation";

  private final Ledger ledger;
  private final People people;
  private final RequestCalls requests;

  public PeopleCalls(Ledger ledger, Approvals approvals, RequestCalls requests) {
    this.ledger = ledger;
    this.people = approvals.people();
    this.requests = requests;
  }

  /**
   * The first two people.
   *
   * @param administrator login of the first administrator
   * @param checker login of another person, who decides what the administrator asks for
   */
  public record FirstPeople(String administrator, String checker) {}

  /**
   * Somebody new.
   *
   * @param login the first login: a token's name and id, such as {@code sue#0123456789abcdef}
   */
  public record NewPerson(String login) {}

  /**
   * A page of people.
   *
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record PeopleWanted(@Nullable UUID after, @Nullable Integer limit) {}

  /** Nothing is asked but who calls. */
  public record Oneself() {}

  /**
   * Somebody.
   *
   * @param person the person's id
   * @param logins the logins that have not ended
   * @param roles the roles held in the caller's organisation
   */
  public record PersonCard(UUID person, List<String> logins, List<String> roles) {
    static PersonCard of(Member member) {
      return new PersonCard(member.person().value(), member.logins(), member.roles());
    }
  }

  /**
   * Asks for a role to be granted.
   *
   * @param person to whom
   * @param role which role
   * @param reason why, 1 to 1000 characters
   */
  public record GrantAsk(UUID person, String role, String reason) {}

  /**
   * Asks for a further login of a person.
   *
   * @param person whose
   * @param login the login
   * @param reason why, 1 to 1000 characters
   */
  public record LoginAsk(UUID person, String login, String reason) {}

  /**
   * Names a login.
   *
   * @param login the login
   */
  public record WhichLogin(String login) {}

  /**
   * A role that is taken back.
   *
   * @param person from whom
   * @param role which role
   * @param reason why, 1 to 1000 characters
   */
  public record RoleLoss(UUID person, String role, String reason) {}

  /**
   * A role that somebody holds, or does not hold any more.
   *
   * @param person who
   * @param role which role
   */
  public record GrantCard(UUID person, String role) {
    static GrantCard of(Grant grant) {
      return new GrantCard(grant.person().value(), grant.role());
    }
  }

  /**
   * Lends one of the caller's roles.
   *
   * @param taker to whom
   * @param role which role
   * @param until until when, at most 90 days ahead
   * @param reason why, 1 to 1000 characters
   */
  public record Lending(UUID taker, String role, Instant until, String reason) {}

  /**
   * Ends what the caller lent.
   *
   * @param loan the loan's id
   * @param reason why, 1 to 1000 characters
   */
  public record LoanEnd(UUID loan, String reason) {}

  /**
   * A loan.
   *
   * @param loan its id
   */
  public record LoanCard(UUID loan) {}

  /**
   * An action and what is allowed of it.
   *
   * @param action such as {@code payout.release}
   * @param mark what is allowed
   */
  public record RightCard(String action, Mark mark) {}

  /**
   * A role below another one.
   *
   * @param role its name
   * @param parent the role above
   * @param rights what of the parent's rights it has
   * @param reason why, 1 to 1000 characters
   */
  public record NewRole(String role, String parent, List<RightCard> rights, String reason) {}

  /**
   * A role and what it allows.
   *
   * @param role its name
   * @param rights its rights
   */
  public record RoleCard(String role, List<RightCard> rights) {}

  /** Makes the first administrator and the first checker, once in the life of a ledger. */
  public Given<PersonCard> setUp(Caller by, FirstPeople wanted) {
    Optional<Fact> before = trace(by, FactRef.of("approval.setup", "first"));
    return before.isPresent()
        ? Given.before(owner(by, wanted.administrator()))
        : Given.now(
            people.setUp(
                by.principal(), by.organisation(), wanted.administrator(), wanted.checker()),
            both -> member(by, both.getFirst()));
  }

  /** Adds a person with a first login. */
  public Given<PersonCard> add(Caller by, NewPerson wanted) {
    return trace(by, FactRef.of(LOGIN, wanted.login())).isPresent()
        ? Given.before(owner(by, wanted.login()))
        : Given.now(
            people.add(by.principal(), by.organisation(), wanted.login()),
            person -> member(by, person));
  }

  /** Who belongs to the caller's organisation. */
  public List<PersonCard> page(Caller by, PeopleWanted wanted) {
    UUID after = wanted.after();
    return people
        .members(
            by.organisation(),
            after == null ? null : new PersonId(after),
            RequestCalls.limit(wanted.limit()))
        .stream()
        .map(PersonCard::of)
        .toList();
  }

  /** Who calls. */
  public PersonCard me(Caller by, Oneself nothing) {
    return member(by, people.person(by.principal()));
  }

  /** Asks for a role to be granted. */
  public Given<RequestCard> askGrant(Caller by, GrantAsk wanted) {
    Grant grant = new Grant(new PersonId(wanted.person()), by.organisation(), wanted.role());
    return requests.ask(by, PeopleKinds.grant(grant, wanted.reason()));
  }

  /** Asks for a further login. */
  public Given<RequestCard> askLogin(Caller by, LoginAsk wanted) {
    return requests.ask(
        by,
        PeopleKinds.login(
            new PersonId(wanted.person()), wanted.login(), by.organisation(), wanted.reason()));
  }

  /** Ends a login for ever. */
  public Given<WhichLogin> endLogin(Caller by, WhichLogin wanted) {
    return trace(by, FactRef.of(LOGIN, wanted.login()))
            .filter(fact -> fact.version() > 1)
            .isPresent()
        ? Given.before(wanted)
        : Given.now(
            people.endLogin(by.principal(), by.organisation(), wanted.login()), WhichLogin::new);
  }

  /** Takes a role back, at once. */
  public Given<GrantCard> revoke(Caller by, RoleLoss wanted) {
    Grant grant = new Grant(new PersonId(wanted.person()), by.organisation(), wanted.role());
    String id = wanted.person() + "/" + by.organisation() + "/" + wanted.role();
    return trace(by, FactRef.of(GRANT, id)).isPresent()
        ? Given.before(GrantCard.of(grant))
        : Given.now(people.revoke(by.principal(), grant, wanted.reason()), GrantCard::of);
  }

  /** Lends one of the caller's roles. */
  public Given<LoanCard> lend(Caller by, Lending wanted) {
    Grant grant = new Grant(new PersonId(wanted.taker()), by.organisation(), wanted.role());
    return Given.now(
        people.delegate(by.principal(), grant, wanted.until(), wanted.reason()), LoanCard::new);
  }

  /** Ends what the caller lent. */
  public Given<LoanCard> endLoan(Caller by, LoanEnd wanted) {
    return trace(by, FactRef.of(LOAN, wanted.loan().toString())).isPresent()
        ? Given.before(new LoanCard(wanted.loan()))
        : Given.now(
            people.endDelegation(by.principal(), wanted.loan(), wanted.reason()), LoanCard::new);
  }

  /** Adds a role below another one. */
  public Given<RoleCard> addRole(Caller by, NewRole wanted) {
    RoleCard card = new RoleCard(wanted.role(), wanted.rights());
    People.ChildRole child =
        new People.ChildRole(
            wanted.role(),
            wanted.parent(),
            wanted.rights().stream().map(each -> new Right(each.action(), each.mark())).toList());
    return trace(by, FactRef.of("approval.role", wanted.role())).isPresent()
        ? Given.before(card)
        : Given.now(
            people.addChildRole(by.principal(), by.organisation(), child, wanted.reason()),
            name -> card);
  }

  /** Every role with its rights. */
  public List<RoleCard> roles(Caller by, Oneself nothing) {
    return people.matrix().entrySet().stream()
        .map(role ->
            new RoleCard(
                role.getKey(),
                role.getValue().stream()
                    .map(right -> new RightCard(right.action(), right.mark()))
                    .toList()))
        .toList();
  }

  private Optional<Fact> trace(Caller by, FactRef ref) {
    return FactTraces.of(ledger, by.principal(), ref);
  }

  private PersonCard owner(Caller by, String login) {
    return people.owner(login).map(person -> member(by, person)).orElseThrow();
  }

  private PersonCard member(Caller by, PersonId person) {
    return PersonCard.of(people.member(by.organisation(), person));
  }
}
