package org.ledgercore.approvals.cases;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
import org.ledgercore.approvals.requests.Status.Visibility;
import org.ledgercore.approvals.store.ApprovalSchema;
import org.ledgercore.approvals.store.Group;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Text;

/**
 * The room of cases. A case is an id that entries carry as their correlation; people add notes to
 * it, each for those who may see it. The timeline tells both in the order in which they happened.
 * Safe for many threads.
 */
public final class Cases {

  /** The kind of fact that records notes, by case. */
  public static final String KIND = "approval.note";

  private static final int MAX_CASE = 200;
  private static final int MAX_TEXT = 4_000;
  private static final int SALT = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String INSERT =
      """
      insert into {s}.note (case_id, version, visibility, login, text, salt, corrects, noted_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String NOTES =
      """
      select version, visibility, text, salt, corrects, noted_at from {s}.note
       where case_id = ? and visibility = any (?) order by version
      """;

  private final Ledger ledger;
  private final Transactions transactions;
  private final ApprovalSchema schema;
  private final Rights rights;
  private final Acts acts;

  public Cases(Ledger ledger, Transactions transactions, ApprovalSchema schema) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.schema = schema;
    this.rights = new Rights(schema);
    this.acts = new Acts(transactions);
  }

  /**
   * A note to be added.
   *
   * @param caseId the case, 1 to 200 code points
   * @param visibility who may see it; customers and merchants are written to by the right {@code
   *     case.reply}, others by {@code case.note}
   * @param text 1 to 4,000 code points
   * @param corrects the number of the note that it corrects; null for none
   */
  public record Note(
      String caseId, Visibility visibility, String text, @Nullable Integer corrects) {
    public Note {
      Text.required("caseId", caseId, MAX_CASE);
      Text.required("text", text, MAX_TEXT);
    }
  }

  /** Adds a note; returns its number within the case. */
  public Answer<Integer> note(Principal by, String organisation, Note note) {
    boolean outside =
        note.visibility() == Visibility.CUSTOMER || note.visibility() == Visibility.MERCHANT;
    Right right = new Right(outside ? "case.reply" : "case.note", Mark.DO);
    return acts.run(
        by,
        "note on " + note.caseId(),
        () -> {
          FactRef ref = FactRef.of(KIND, note.caseId());
          int newest = ledger.facts().newest(ref).map(Fact::version).orElse(0);
          return transactions.in((connection, joined) -> {
            Actor actor = rights.permit(connection, by, Rights.Wanted.in(organisation, right));
            Integer corrects = note.corrects();
            if (corrects != null && (corrects < 1 || corrects > newest)) {
              throw new RefusedException(
                  new Refusal.NotAsExpected("corrects: must be a note of the case: " + corrects));
            }
            byte[] salt = new byte[SALT];
            RANDOM.nextBytes(salt);
            FactBuilder record =
                actor
                    .records(ref, newest, corrects == null ? "note" : "correction")
                    .with("visibility", note.visibility().name())
                    .with("digest", digest(salt, note.text()).toString());
            if (corrects != null) {
              record.with("corrects", corrects.toString());
            }
            Group.post(joined, List.of(record.build()));
            insert(connection, note, newest + 1, new Written(by.login(), salt));
            return newest + 1;
          });
        });
  }

  private static final class Written {
    final String login;
    final byte[] salt;

    Written(String login, byte[] salt) {
      this.login = login;
      this.salt = salt;
    }
  }

  private void insert(Connection connection, Note note, int version, Written written)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(INSERT))) {
      statement.setString(1, note.caseId());
      statement.setInt(2, version);
      statement.setString(3, note.visibility().name());
      statement.setString(4, written.login);
      statement.setString(5, note.text());
      statement.setBytes(6, written.salt);
      statement.setObject(7, note.corrects(), Types.INTEGER);
      statement.setTimestamp(8, Timestamp.from(rights.now(connection)));
      statement.executeUpdate();
    }
  }

  /**
   * What happened in a case, in the order of the days on which it happened, then of recording. The
   * rows that somebody may not see are not read.
   *
   * @param viewer who looks
   */
  public List<Event> timeline(String caseId, Visibility viewer) {
    List<Event> events = new ArrayList<>();
    if (viewer.compareTo(Visibility.INTERNAL) >= 0) {
      ledger.entriesOf(caseId).stream().map(Cases::event).forEach(events::add);
    }
    events.addAll(transactions.ask(connection -> notes(connection, caseId, viewer)));
    events.sort(
        Comparator.comparing(Event::happened)
            .thenComparing(Event::recordedAt)
            .thenComparing(Event::what)
            .thenComparingLong(Event::reference));
    return events;
  }

  /** Whether a note's text is the one that was written, by the digest in the chain. */
  public boolean isProved(String caseId, int number) {
    List<Fact> records = ledger.facts().history(FactRef.of(KIND, caseId));
    return number >= 1
        && number <= records.size()
        && transactions
            .ask(connection -> digests(connection, caseId))
            .get(number - 1)
            .toString()
            .equals(records.get(number - 1).values().get("digest"));
  }

  private static Event event(RecordedEntry entry) {
    LocalDate recorded = entry.recordedAt().atZone(ZoneOffset.UTC).toLocalDate();
    return new Event(
        entry.effectiveDate(),
        entry.recordedAt(),
        recorded.isAfter(entry.effectiveDate()),
        entry.entry().kind(),
        entry.number(),
        entry.entry().description(),
        Visibility.INTERNAL);
  }

  private List<Event> notes(Connection connection, String caseId, Visibility viewer)
      throws SQLException {
    List<Event> notes = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NOTES))) {
      bind(connection, statement, caseId, viewer);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant at = row.getTimestamp("noted_at").toInstant();
          notes.add(
              new Event(
                  at.atZone(ZoneOffset.UTC).toLocalDate(),
                  at,
                  false,
                  row.getObject("corrects") == null ? "note" : "correction",
                  row.getInt("version"),
                  row.getString("text"),
                  Visibility.valueOf(row.getString("visibility"))));
        }
      }
    }
    return notes;
  }

  private List<Digest> digests(Connection connection, String caseId) throws SQLException {
    List<Digest> digests = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NOTES))) {
      bind(connection, statement, caseId, Visibility.CONTROL);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          digests.add(digest(row.getBytes("salt"), row.getString("text")));
        }
      }
    }
    return digests;
  }

  private static void bind(
      Connection connection, PreparedStatement statement, String caseId, Visibility viewer)
      throws SQLException {
    String[] visible =
        Arrays.stream(Visibility.values())
            .filter(each -> viewer.compareTo(each) >= 0)
            .map(Visibility::name)
            .toArray(String[]::new);
    statement.setString(1, caseId);
    statement.setArray(2, connection.createArrayOf("text", visible));
  }

  private static Digest digest(byte[] salt, String text) {
    return Digest.of(salt, text.getBytes(StandardCharsets.UTF_8));
  }
}
