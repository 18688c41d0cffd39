package org.ledgercore.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/**
 * One business event as two or more postings, balanced in every currency: an unbalanced one cannot
 * be built. Immutable. Holds only what the caller said; number and time come with the {@link
 * RecordedEntry}.
 *
 * <p>The ledger's own records (an account opened, a unit opened) are entries without postings in a
 * reserved namespace, so that they stand in the same numbered, chained log.
 */
public final class JournalEntry {

  /** The most postings one entry can have. */
  public static final int MAX_POSTINGS = 10_000;

  /** The kind of entries whose caller names none. */
  public static final String DEFAULT_KIND = "entry";

  /**
   * The version of a fact that an entry records.
   *
   * @param ref what the fact is about
   * @param expected the version that must be the newest, 0 for none; {@link #ANY} for whichever
   * @param isNamedByVersion whether the entry's key was made from id and version
   */
  public record FactChange(FactRef ref, int expected, boolean isNamedByVersion) {

    /** Whichever version is the newest. */
    public static final int ANY = -1;
  }

  private final EntryKey key;
  private final String kind;
  private final @Nullable LocalDate effectiveDate;
  private final @Nullable String correlation;
  private final String description;
  private final List<Posting> postings;
  private final SortedMap<String, String> metadata;
  private final @Nullable Long onlyIfNewest;
  private final @Nullable FactChange fact;
  private final boolean orFirstOpenDay;
  private final List<Condition> conditions;
  private final @Nullable Instant heldUntil;
  private final boolean follows;
  private @Nullable Digest digest;
  private @Nullable UUID keyHash;

  JournalEntry(EntryBuilder from) {
    this.key = Objects.requireNonNull(from.key);
    this.kind = from.kind;
    this.effectiveDate = from.effectiveDate;
    this.correlation = from.correlation;
    this.description = from.description;
    this.postings = List.copyOf(from.postings);
    this.metadata = from.metadataCopy();
    this.onlyIfNewest = from.onlyIfNewest;
    this.fact = from.fact;
    this.orFirstOpenDay = from.orFirstOpenDay;
    this.conditions = from.conditions;
    this.heldUntil = from.heldUntil;
    this.follows = from.follows;
  }

  private JournalEntry(JournalEntry of, List<Condition> conditions) {
    this.key = of.key;
    this.kind = of.kind;
    this.effectiveDate = of.effectiveDate;
    this.correlation = of.correlation;
    this.description = of.description;
    this.postings = of.postings;
    this.metadata = of.metadata;
    this.onlyIfNewest = of.onlyIfNewest;
    this.fact = of.fact;
    this.orFirstOpenDay = of.orFirstOpenDay;
    this.conditions = conditions;
    this.heldUntil = of.heldUntil;
    this.follows = of.follows;
  }

  /** Starts an entry with its effective date: the business day it belongs to. */
  public static EntryBuilder on(LocalDate effectiveDate) {
    return new EntryBuilder().effectiveOn(effectiveDate);
  }

  /** Starts an entry that takes the business day on which it is recorded. */
  public static EntryBuilder undated() {
    return new EntryBuilder();
  }

  /**
   * Starts the next version of a fact.
   *
   * @throws InvalidInputException when the kind is one of the ledger's own
   */
  public static FactBuilder fact(FactRef about) {
    if (LogRecords.OWN_FACTS.contains(about.kind())) {
      throw new InvalidInputException(
          "fact kind", "must not be one of the ledger's own " + LogRecords.OWN_FACTS, about.kind());
    }
    return new FactBuilder(about);
  }

  /** The same entry, posted only if all of this holds besides. */
  public JournalEntry onlyIf(List<Condition> more) {
    List<Condition> all = new ArrayList<>(conditions);
    all.addAll(more);
    return more.isEmpty() ? this : new JournalEntry(this, List.copyOf(all));
  }

  /** The caller's name for this entry. */
  public EntryKey key() {
    return key;
  }

  /** What kind of event it is, such as {@code capture}. */
  public String kind() {
    return kind;
  }

  /** The date the caller gave, or null when the business day of recording is to be taken. */
  public @Nullable LocalDate effectiveDate() {
    return effectiveDate;
  }

  /** The id that links entries of one case, or null. */
  public @Nullable String correlation() {
    return correlation;
  }

  /** A sentence for people; empty when there is none. */
  public String description() {
    return description;
  }

  /** The legs in the caller's order; empty for one of the ledger's own records. */
  public List<Posting> postings() {
    return postings;
  }

  /** Named facts, sorted by name. */
  public SortedMap<String, String> metadata() {
    return metadata;
  }

  /** Whether it is to be posted only while a case stands still. */
  public boolean looksAtCase() {
    for (Condition condition : conditions) {
      if (condition instanceof Condition.CaseUnmoved) {
        return true;
      }
    }
    return false;
  }

  /** The entry number that must be the newest when this one is decided, or null. Not content. */
  public @Nullable Long onlyIfNewest() {
    return onlyIfNewest;
  }

  /** Whether it may be recorded on the first open day when its own is closed. Not content. */
  public boolean isOrFirstOpenDay() {
    return orFirstOpenDay;
  }

  /** The fact of which this entry records a version, or null. Of it the version is not content. */
  public @Nullable FactChange fact() {
    return fact;
  }

  /** When what it reserves is free again; null when it posts and is no hold. */
  public @Nullable Instant heldUntil() {
    return heldUntil;
  }

  /** Whether it reverses an earlier entry or settles a hold. */
  public boolean follows() {
    return follows;
  }

  /** What must hold of accounts when this entry is decided. Not content. */
  public List<Condition> conditions() {
    return conditions;
  }

  /** The digest of the content, in canonical form version 1: the idempotency fingerprint. */
  public Digest digest() {
    Digest known = digest;
    if (known == null) {
      known = CanonicalForm.ofEntry(this);
      digest = known;
    }
    return known;
  }

  /** The bytes that the digest is taken over; a fresh copy. */
  public byte[] canonicalForm() {
    return CanonicalForm.bytesOf(this);
  }

  /** {@link EntryKey#hash} of the key, computed once. */
  public UUID keyHash() {
    UUID known = keyHash;
    if (known == null) {
      known = key.hash();
      keyHash = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JournalEntry that && digest().equals(that.digest());
  }

  @Override
  public int hashCode() {
    return digest().hashCode();
  }

  @Override
  public String toString() {
    return kind + " " + key + " " + postings;
  }
}
