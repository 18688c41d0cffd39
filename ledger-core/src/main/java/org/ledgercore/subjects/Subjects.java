package org.ledgercore.subjects;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ledgercore.commit.Appender;
import org.ledgercore.commit.JoinedAppender;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Facts;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.FactBook;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;
import org.ledgercore.store.LedgerSchema;
import org.ledgercore.store.Questions;

/**
 * The room of personal data. Values stand beside the journal under a random id; entries name the id
 * ({@link #reference}). Erasing is a record of the log: values and salts go for good, while
 * balances, digests and {@code verify} hold as before. Immutable, safe for many threads.
 */
public final class Subjects {

  private static final String KIND = "subject";
  private static final FactRef METADATA = FactBook.STANDING.getLast();
  private static final int MAX_FIELD = 50;
  private static final int MAX_VALUE = 4_096;
  private static final int MAX_FIELDS = 50;
  private static final int SALT = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String STATE = "state";
  private static final String ERASED = "erased";
  private static final String RETAIN_UNTIL = "retain_until";
  private static final String LEGAL_HOLD = "legal_hold";
  private static final String DIGEST = "digest.";

  private final Questions questions;
  private final Appender appender;
  private final Facts facts;
  private final SubjectTable table;
  private final byte @Nullable [] searchKey;

  /** The room of a ledger. */
  public Subjects(DataSource dataSource, LedgerSchema schema, Appender appender, Facts facts) {
    this(new Questions(dataSource), appender, facts, new SubjectTable(schema), null);
  }

  private Subjects(
      Questions questions,
      Appender appender,
      Facts facts,
      SubjectTable table,
      byte @Nullable [] searchKey) {
    this.questions = questions;
    this.appender = appender;
    this.facts = facts;
    this.table = table;
    this.searchKey = searchKey;
  }

  /**
   * The same room with a key of at least 16 bytes for {@link #find}: what is registered there can
   * be searched for by whoever has the key, and by nobody else. The ledger never stores it.
   */
  public Subjects searchableWith(byte[] key) {
    if (key.length < SALT) {
      throw new InvalidInputException("search key", "must have at least 16 bytes", key.length);
    }
    return new Subjects(questions, appender, facts, table, key.clone());
  }

  /** How an entry's metadata names a subject. */
  public static String reference(UUID subject) {
    return "subject:" + subject;
  }

  /**
   * Keeps the values of a subject under a random id of the caller's. Replayed when they are kept
   * already, refused when the id holds other values or was erased.
   *
   * @param values at most 50 fields of 1 to 50 code points, values of up to 4,096
   * @param proved the fields of which the journal keeps a salted digest
   */
  public Outcome register(
      UUID subject, Map<String, String> values, Set<String> proved, String actor, String reason) {
    SortedMap<String, SubjectTable.Value> kept = new TreeMap<>();
    checked(values).forEach((field, value) -> kept.put(field, salted(field, value)));
    return appender.inTurn((connection, joined) -> {
      Fact newest = facts.newest(ref(subject)).orElse(null);
      if (newest != null) {
        boolean same = plain(table.rows(connection, subject)).equals(plain(kept));
        return same
            ? new Outcome.Replayed(newest.record())
            : new Outcome.Rejected(new Rejection.FactChanged(ref(subject), 0, newest.version()));
      }
      FactBuilder record =
          LogRecords.ownFact(ref(subject)).from(0).with(STATE, "kept").by(actor, reason);
      for (String field : proved) {
        SubjectTable.Value value = kept.get(field);
        if (value == null) {
          throw new InvalidInputException("proved", "must be a field with a value", field);
        }
        record.with(DIGEST + field, digest(field, value).toString());
      }
      Outcome outcome = append(joined, record);
      if (outcome instanceof Outcome.Accepted) {
        table.insert(connection, subject, kept);
      }
      return outcome;
    });
  }

  /** The values of a subject; none when it is unknown or erased. */
  public SortedMap<String, String> values(UUID subject) {
    return questions.ask(connection -> plain(table.rows(connection, subject)));
  }

  /** Whether a value is the one whose digest the journal keeps; false once it is erased. */
  public boolean isProved(UUID subject, String field) {
    SubjectTable.Value value =
        questions.ask(connection -> table.rows(connection, subject)).get(field);
    List<Fact> history = facts.history(ref(subject));
    return value != null
        && !history.isEmpty()
        && digest(field, value).toString().equals(history.getFirst().values().get(DIGEST + field));
  }

  /** The subjects that were registered with exactly this value, by the keyed hash. */
  public List<UUID> find(String field, String value) {
    byte[] search = search(field, value);
    if (search == null) {
      throw new IllegalStateException("give the room a key first: searchableWith");
    }
    return questions.ask(connection -> table.find(connection, field, search));
  }

  /** Keeps the subject from being erased up to and with a day. */
  public Outcome retain(UUID subject, LocalDate until, String actor, String reason) {
    return change(subject, Map.of(RETAIN_UNTIL, until.toString()), actor, reason);
  }

  /** Keeps the subject from being erased until the legal hold is lifted. */
  public Outcome placeLegalHold(UUID subject, String actor, String reason) {
    return change(subject, Map.of(LEGAL_HOLD, "yes"), actor, reason);
  }

  /** Lifts the legal hold. */
  public Outcome liftLegalHold(UUID subject, String actor, String reason) {
    return change(subject, Map.of(LEGAL_HOLD, "no"), actor, reason);
  }

  /**
   * Erases the subject's values and salts for good. Replayed when they are erased already; refused
   * while they must be retained or a legal hold stands ({@link Rejection.SubjectRetained}), and
   * when there is no such subject.
   */
  public Outcome erase(UUID subject, String actor, String reason) {
    return appender.inTurn((connection, joined) -> {
      Fact newest = facts.newest(ref(subject)).orElse(null);
      if (newest == null) {
        return new Outcome.Rejected(new Rejection.SubjectNotFound(subject));
      }
      Map<String, String> said = newest.values();
      if (ERASED.equals(said.get(STATE))) {
        return new Outcome.Replayed(newest.record());
      }
      String until = said.getOrDefault(RETAIN_UNTIL, "");
      boolean held = "yes".equals(said.get(LEGAL_HOLD));
      boolean retained =
          !until.isEmpty() && !table.today(connection).isAfter(LocalDate.parse(until));
      if (held || retained) {
        return new Outcome.Rejected(
            new Rejection.SubjectRetained(subject, retained ? LocalDate.parse(until) : null, held));
      }
      Outcome outcome = append(joined, next(newest).with(STATE, ERASED).by(actor, reason));
      if (outcome instanceof Outcome.Accepted) {
        table.delete(connection, subject);
      }
      return outcome;
    });
  }

  /**
   * Declares all metadata keys of entries, each plain or personal: the value of a personal one must
   * be a {@link #reference}. What was declared before holds no longer unless it is said again.
   *
   * @param personal the keys that name subjects
   * @param plain the keys that hold no personal data
   * @param onlyDeclared whether an entry with any other key is refused
   */
  public Outcome declare(
      Set<String> personal, Set<String> plain, boolean onlyDeclared, String actor, String reason) {
    int version = facts.newest(METADATA).map(Fact::version).orElse(0);
    FactBuilder record = LogRecords.ownFact(METADATA).from(version).by(actor, reason);
    plain.forEach(key -> record.with(FactBook.KEY + key, "plain"));
    personal.forEach(key -> record.with(FactBook.KEY + key, FactBook.PERSONAL));
    record.with(FactBook.STRICT, onlyDeclared ? "yes" : "no");
    return facts.record(record);
  }

  private Outcome change(UUID subject, Map<String, String> said, String actor, String reason) {
    return appender.inTurn((connection, joined) -> {
      Fact newest = facts.newest(ref(subject)).orElse(null);
      if (newest == null || ERASED.equals(newest.values().get(STATE))) {
        return new Outcome.Rejected(new Rejection.SubjectNotFound(subject));
      }
      SortedMap<String, String> values = new TreeMap<>(newest.values());
      values.putAll(said);
      if (values.equals(newest.values())) {
        return new Outcome.Replayed(newest.record());
      }
      FactBuilder record = next(newest).by(actor, reason);
      values.forEach(record::with);
      return append(joined, record);
    });
  }

  private static FactBuilder next(Fact newest) {
    return LogRecords.ownFact(newest.ref()).from(newest.version());
  }

  private static Outcome append(JoinedAppender joined, FactBuilder record) {
    JournalEntry entry = record.build();
    return joined.append(List.of(new Command.Post(entry))).getFirst().getFirst();
  }

  private static FactRef ref(UUID subject) {
    return FactRef.of(KIND, subject.toString());
  }

  private static Map<String, String> checked(Map<String, String> values) {
    if (values.isEmpty() || values.size() > MAX_FIELDS) {
      throw new InvalidInputException("values", "must be 1 to 50 fields", values.size());
    }
    values.forEach((field, value) -> {
      Text.required("field", field, MAX_FIELD);
      Text.required("value of " + field, value, MAX_VALUE);
    });
    return values;
  }

  private SubjectTable.Value salted(String field, String value) {
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return new SubjectTable.Value(value, salt, search(field, value));
  }

  private static SortedMap<String, String> plain(SortedMap<String, SubjectTable.Value> rows) {
    SortedMap<String, String> values = new TreeMap<>();
    rows.forEach((field, row) -> values.put(field, row.value()));
    return values;
  }

  private static Digest digest(String field, SubjectTable.Value value) {
    return Digest.of(value.salt(), utf8(field), new byte[] {0}, utf8(value.value()));
  }

  private byte @Nullable [] search(String field, String value) {
    byte[] key = searchKey;
    if (key == null) {
      return null;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(utf8(field));
      mac.update((byte) 0);
      return mac.doFinal(utf8(value));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
