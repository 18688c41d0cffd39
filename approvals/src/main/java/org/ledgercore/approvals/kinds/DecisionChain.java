package org.ledgercore.approvals.kinds;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.gates.Gated;
import org.ledgercore.approvals.gates.Reading;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.requests.Ask;
import org.ledgercore.approvals.requests.Kind;
import org.ledgercore.approvals.requests.Operation;
import org.ledgercore.approvals.requests.Policy;
import org.ledgercore.approvals.requests.Told;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Text;
import org.ledgercore.money.Unit;

/**
 * A fixed row of decisions about one thing, such as a payment: one desk after another, each a
 * request that moves no money and keeps actor, question, evidence, money impact and outcome. A desk
 * can be asked only when the one before has decided; a {@link #gate} lets money leave only when all
 * have. Immutable.
 */
public final class DecisionChain {

  private static final String KIND = "decision.";
  private static final String IMPACT = "impact";
  private static final String COUNTERPARTY = "counterparty";
  private static final String DONE =
      """
      select 1 from {s}.request r join {s}.act a using (request_no)
       where r.kind = ? and r.subject = ? and a.to_state = 'EXECUTED' limit 1
      """;

  /**
   * A desk of the row.
   *
   * @param name 1 to 30 lower-case letters, digits and underscores
   * @param question what is decided there, 1 to 200 code points
   * @param ask who may ask for the decision
   * @param decide who may make it
   */
  public record Desk(String name, String question, Right ask, Right decide) {

    private static final int MAX_QUESTION = 200;

    public Desk {
      Text.required("question", question, MAX_QUESTION);
      if (!name.matches("[a-z0-9_]{1,30}")) {
        throw new InvalidInputException(
            "desk", "must have lower-case letters, digits and underscores", name);
      }
    }
  }

  private final ApprovalSchema schema;
  private final Unit unit;
  private final List<Desk> desks;

  /**
   * A row of desks.
   *
   * @param schema the schema of the approvals
   * @param unit the unit in which money impact is told
   * @param desks in their order
   */
  public DecisionChain(String schema, Unit unit, List<Desk> desks) {
    this.schema = new ApprovalSchema(schema);
    this.unit = unit;
    this.desks = List.copyOf(desks);
  }

  /** One kind of request for each desk. */
  public List<Kind> kinds(Policy policy) {
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < desks.size(); i++) {
      Desk desk = desks.get(i);
      kinds.add(
          Kind.of(
              kind(desk),
              desk.ask(),
              desk.decide(),
              policy,
              new Decision(desk, desks.subList(0, i))));
    }
    return kinds;
  }

  /** Asks a desk to decide about a subject whose money impact nobody knows. */
  public Ask ask(String desk, String subject, String organisation, String reason) {
    return Ask.of(KIND + desk, subject, organisation, reason);
  }

  /** The same where the money impact is known; zero is not the same as unknown. */
  public static Ask withImpact(Ask ask, Money impact) {
    return ask.with(IMPACT, impact.toDecimal());
  }

  /** Closed as long as a desk has not decided for a subject; names each that is missing. */
  public Gate gate(Subject subject) {
    return new AllDecided(desks, subject);
  }

  /** What of a gated request the decisions are about. */
  public interface Subject {
    /** The subject of the decisions, such as the payment. */
    String of(Gated gated);
  }

  private static String kind(Desk desk) {
    return KIND + desk.name();
  }

  private final class Decision implements Operation {
    private final Desk desk;
    private final List<Desk> before;

    Decision(Desk desk, List<Desk> before) {
      this.desk = desk;
      this.before = List.copyOf(before);
    }

    @Override
    public Stake stake(Ask ask) {
      String impact = ask.inputs().get(IMPACT);
      return new Stake(
          impact == null ? null : Money.of(impact, unit),
          ask.inputs().getOrDefault(COUNTERPARTY, ask.subject()));
    }

    @Override
    public void check(Connection connection, Principal by, Ask ask) throws SQLException {
      Optional<Desk> last = before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
      if (last.isPresent() && !isDone(connection, kind(last.get()), ask.subject())) {
        throw new RefusedException(
            new Refusal.Blocked(List.of(missing(last.get(), ask.subject()))));
      }
    }

    private boolean isDone(Connection connection, String kind, String subject) throws SQLException {
      try (var statement = connection.prepareStatement(schema.sql(DONE))) {
        statement.setString(1, kind);
        statement.setString(2, subject);
        try (var row = statement.executeQuery()) {
          return row.next();
        }
      }
    }

    @Override
    public Told execution(Ask ask, @Nullable JournalEntry holding) {
      return Told.nothing().seeing("question", desk.question());
    }
  }

  private static String missing(Desk desk, String subject) {
    return "decision of " + desk.name() + " about " + subject + " is missing";
  }

  private record AllDecided(List<Desk> desks, Subject subject) implements Gate {
    @Override
    public String name() {
      return "decisions_made";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> closedBy(Gated gated, Reading reading) {
      String about = subject.of(gated);
      return desks.stream()
          .filter(desk -> !reading.isExecuted(kind(desk), about))
          .map(desk -> missing(desk, about))
          .toList();
    }
  }
}
