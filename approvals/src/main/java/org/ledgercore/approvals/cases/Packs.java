package org.ledgercore.approvals.cases;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.people.Actor;
import org.ledgercore.approvals.people.Acts;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.people.Rights;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Group;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * The room of evidence packs: a list of evidence that is frozen once, with a digest in the ledger's
 * chain, and handed in once, before its deadline. Safe for many threads.
 */
public final class Packs {

  private static final String KIND = "approval.pack";
  private static final String DIGEST = "digest";
  private static final Right WRITE = new Right("case.note", Mark.DO);
  private static final int MAX_ID = 200;
  private static final int MAX_ITEMS = 100;
  private static final String INSERT =
      """
      insert into {s}.pack (pack_id, case_id, due_before, digest, lines, frozen_at, version)
      values (?, ?, ?, ?, ?, ?, 1)
      """;
  private static final String FIND =
      """
      select p.*, (select d.at from {s}.deadline d where d.event = p.due_before
                    order by d.version desc limit 1) as due
        from {s}.pack p where p.pack_id = ?
      """;

  private static final String OF_CASE =
      "select pack_id from {s}.pack where case_id = ? order by frozen_at, pack_id limit 1000";

  private final Ledger ledger;
  private final Transactions transactions;
  private final ApprovalSchema schema;
  private final Rights rights;
  private final Acts acts;

  public Packs(Ledger ledger, Transactions transactions, ApprovalSchema schema) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.schema = schema;
    this.rights = new Rights(schema);
    this.acts = new Acts(transactions);
  }

  /**
   * What is to be frozen.
   *
   * @param id the pack's own id, 1 to 200 code points
   * @param caseId the case it belongs to
   * @param evidence 1 to 100 pieces
   * @param dueBefore the event it must be handed in before, whose time is a deadline; null for none
   */
  public record Draft(
      String id, String caseId, List<Evidence> evidence, @Nullable String dueBefore) {
    public Draft {
      Text.required("id", id, MAX_ID);
      Text.required("caseId", caseId, MAX_ID);
      evidence = List.copyOf(evidence);
      if (evidence.isEmpty() || evidence.size() > MAX_ITEMS) {
        throw new InvalidInputException("evidence", "must be 1 to 100", evidence.size());
      }
      for (Evidence each : evidence) {
        if (each.type().contains(" ")) {
          throw new InvalidInputException("evidence type", "must have no blank", each.type());
        }
      }
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>(List.of("ledger/pack/1", "case " + caseId));
      evidence.forEach(
          each -> lines.add(each.type() + " " + each.digest() + " " + each.reference()));
      return lines;
    }
  }

  /**
   * A pack as it was frozen.
   *
   * @param lines what the digest is taken over
   * @param due when it must be handed in; null for no deadline
   * @param handedIn when it was handed in; null while it was not
   */
  public record Pack(
      String id,
      String caseId,
      List<String> lines,
      Digest digest,
      Instant frozen,
      @Nullable Instant due,
      @Nullable Instant handedIn) {}

  /** Freezes a list of evidence; needs the right to write notes. */
  public Answer<Pack> freeze(Principal by, String organisation, Draft draft) {
    return acts.run(
        by,
        "freeze pack " + draft.id(),
        () ->
            transactions.in((connection, joined) -> {
              Actor actor = rights.permit(connection, by, Rights.Wanted.in(organisation, WRITE));
              if (read(connection, draft.id()).isPresent()) {
                throw new RefusedException(
                    new Refusal.NotAsExpected("pack " + draft.id() + ": is frozen already"));
              }
              List<String> lines = draft.lines();
              Digest digest = digest(lines);
              Group.post(
                  joined,
                  List.of(
                      actor
                          .records(ref(draft.id()), 0, "frozen")
                          .with(DIGEST, digest.toString())
                          .with("case", draft.caseId())
                          .build()));
              insert(connection, draft, digest, rights.now(connection));
              return read(connection, draft.id()).orElseThrow();
            }));
  }

  /** Hands a pack in, once; refused after its deadline. The record keeps its digest. */
  public Answer<Pack> handIn(Principal by, String organisation, String id, String to) {
    return acts.run(
        by,
        "hand in pack " + id,
        () ->
            transactions.in((connection, joined) -> {
              Actor actor = rights.permit(connection, by, Rights.Wanted.in(organisation, WRITE));
              Pack pack =
                  read(connection, id)
                      .orElseThrow(() ->
                          new RefusedException(
                              new Refusal.NotAsExpected("pack " + id + ": must be frozen")));
              if (ledger.facts().newest(ref(id)).filter(it -> it.version() > 1).isPresent()) {
                throw new RefusedException(
                    new Refusal.NotAsExpected("pack " + id + ": is handed in already"));
              }
              Instant now = rights.now(connection);
              Instant due = pack.due();
              if (due != null && !now.isBefore(due)) {
                throw new RefusedException(new Refusal.StaleEvidence("pack", id, due));
              }
              Group.post(
                  joined,
                  List.of(
                      actor
                          .records(ref(id), 1, "handed in to " + to)
                          .with(DIGEST, pack.digest().toString())
                          .with("to", to)
                          .build()));
              return pack;
            }));
  }

  /** The pack with this id. */
  public Optional<Pack> find(String id) {
    return transactions
        .ask(connection -> read(connection, id))
        .map(pack -> {
          Optional<Fact> handed = ledger.facts().newest(ref(id)).filter(it -> it.version() > 1);
          return new Pack(
              pack.id(),
              pack.caseId(),
              pack.lines(),
              pack.digest(),
              pack.frozen(),
              pack.due(),
              handed.map(fact -> fact.record().recordedAt()).orElse(null));
        });
  }

  /** The ids of the packs of a case, the oldest first; at most 1,000. */
  public List<String> of(String caseId) {
    return transactions.ask(connection -> {
      List<String> ids = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(schema.sql(OF_CASE))) {
        statement.setString(1, caseId);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            ids.add(row.getString(1));
          }
        }
      }
      return ids;
    });
  }

  /** Where evidence is kept. */
  public interface Source {
    /** The bytes of a piece of evidence now; empty when it is gone. */
    Optional<byte[]> bytes(String type, String reference);
  }

  /**
   * What of a pack is no longer as it was frozen: each line whose bytes have another digest or are
   * gone, and the pack's own row if it is not the one that was recorded.
   */
  public List<String> changed(String id, Source source) {
    Pack pack = find(id).orElseThrow(() -> new InvalidInputException("pack", "must be frozen", id));
    List<String> changed = new ArrayList<>();
    String recorded = ledger.facts().history(ref(id)).getFirst().values().getOrDefault(DIGEST, "");
    if (!digest(pack.lines()).toString().equals(recorded)) {
      changed.add("pack " + id);
    }
    for (String line : pack.lines().subList(2, pack.lines().size())) {
      String[] parts = line.split(" ", 3);
      Optional<byte[]> now = source.bytes(parts[0], parts[2]);
      if (now.isEmpty() || !Digest.of(now.get()).toString().equals(parts[1])) {
        changed.add(parts[0] + " " + parts[2]);
      }
    }
    return changed;
  }

  private static FactRef ref(String id) {
    return FactRef.of(KIND, id);
  }

  private static Digest digest(List<String> lines) {
    return Digest.of(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void insert(Connection connection, Draft draft, Digest digest, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(INSERT))) {
      Array lines = connection.createArrayOf("text", draft.lines().toArray());
      int at = 0;
      statement.setString(++at, draft.id());
      statement.setString(++at, draft.caseId());
      statement.setString(++at, draft.dueBefore());
      statement.setBytes(++at, digest.bytes());
      statement.setArray(++at, lines);
      statement.setTimestamp(++at, Timestamp.from(now));
      statement.executeUpdate();
    }
  }

  private Optional<Pack> read(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(FIND))) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Timestamp due = row.getTimestamp("due");
        return Optional.of(
            new Pack(
                id,
                row.getString("case_id"),
                List.of((String[]) row.getArray("lines").getArray()),
                Digest.ofBytes(row.getBytes(DIGEST)),
                row.getTimestamp("frozen_at").toInstant(),
                due == null ? null : due.toInstant(),
                null));
      }
    }
  }
}
