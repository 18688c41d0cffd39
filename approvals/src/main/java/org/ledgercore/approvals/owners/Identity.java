package org.ledgercore.approvals.owners;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Facts;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;

/**
 * How well an owner of accounts is identified: a fact of the log, whose next version two people
 * write (see {@link IdentityKind}). Of whom nothing was recorded is unidentified. Immutable.
 *
 * @param owner who owns the accounts, 1 to 200 code points
 * @param version how often it was recorded; 0 for never
 * @param type what the owner is; null while nothing was recorded
 * @param recorded the status that was recorded; see {@link #at}
 * @param documents what the newest version rests on, at most 10
 */
public record Identity(
    String owner, int version, @Nullable Type type, Status recorded, List<Evidence> documents) {

  /** The kind of fact that keeps it, by owner. */
  public static final String FACT = "owner.identity";

  static final int MAX_DOCUMENTS = 10;

  private static final String TYPE = "type";
  private static final String STATUS = "status";
  private static final String DOCUMENT = "document.";
  private static final String REFERENCE = ".reference";
  private static final String DIGEST = ".digest";
  private static final String VALID_UNTIL = ".valid_until";

  /** What an owner is. */
  public enum Type {
    MERCHANT,
    INDIVIDUAL
  }

  /** How well an owner is identified; it decides which limits hold. */
  public enum Status {
    UNIDENTIFIED,
    IDENTIFIED
  }

  public Identity {
    documents = List.copyOf(documents);
  }

  /** What holds of an owner now, as the newest entry of the journal has it. */
  public static Identity read(Facts facts, String owner) {
    return facts
        .newest(ref(owner))
        .map(Identity::of)
        .orElseGet(() -> new Identity(owner, 0, null, Status.UNIDENTIFIED, List.of()));
  }

  /** What a version of the fact says. */
  public static Identity of(Fact fact) {
    SortedMap<String, String> values = fact.values();
    return new Identity(
        fact.ref().id(),
        fact.version(),
        Type.valueOf(values.getOrDefault(TYPE, Type.INDIVIDUAL.name())),
        Status.valueOf(values.getOrDefault(STATUS, Status.UNIDENTIFIED.name())),
        documents(values));
  }

  /** The status at an instant: nobody is identified by a document that is past its time. */
  public Status at(Instant instant) {
    boolean isValid =
        documents.stream()
            .map(document -> Optional.ofNullable(document.validUntil()))
            .allMatch(until -> until.map(instant::isBefore).orElse(true));
    return isValid ? recorded : Status.UNIDENTIFIED;
  }

  static FactRef ref(String owner) {
    return FactRef.of(FACT, owner);
  }

  /** Writes the next version of what holds of an owner. */
  static void write(FactBuilder fact, Type type, Status status, List<Evidence> documents) {
    fact.with(TYPE, type.name()).with(STATUS, status.name());
    int number = 0;
    for (Evidence each : documents) {
      String name = DOCUMENT + ++number;
      fact.with(name, each.type())
          .with(name + REFERENCE, each.reference())
          .with(name + DIGEST, each.digest().toString());
      Instant until = each.validUntil();
      if (until != null) {
        fact.with(name + VALID_UNTIL, until.toString());
      }
    }
  }

  private static List<Evidence> documents(SortedMap<String, String> values) {
    List<Evidence> documents = new ArrayList<>();
    for (int number = 1; values.containsKey(DOCUMENT + number); number++) {
      String name = DOCUMENT + number;
      String until = values.get(name + VALID_UNTIL);
      documents.add(
          new Evidence(
              values.getOrDefault(name, ""),
              values.getOrDefault(name + REFERENCE, ""),
              Digest.ofBytes(HexFormat.of().parseHex(values.getOrDefault(name + DIGEST, ""))),
              until == null ? null : Instant.parse(until)));
    }
    return documents;
  }
}
