package org.ledgercore.interchange;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.facts.Fact;
import org.ledgercore.interchange.ImportOutcome.Imported;
import org.ledgercore.interchange.ImportOutcome.Refused;
import org.ledgercore.interchange.ImportOutcome.Stopped;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.FactBuilder;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.money.Text;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/**
 * One import of a history. A first pass over the file posts nothing and refuses whatever the ledger
 * would; then a record says that the import began, and a second pass posts part after part, each
 * whole or not at all. So what is there is always the beginning of the file, and a second call,
 * which finds the same keys, goes on where the first one ended. Used by one thread.
 */
final class HistoryImport {

  private static final String KIND = "import";
  private static final String STATE = "state";
  private static final String STARTED = "started";
  private static final String FINISHED = "finished";
  private static final String DIGEST = "digest";
  private static final String AFTER = "after_entry";
  private static final String ENTRIES = "entries";
  private static final int MAX_ACTOR = 255;
  private static final int MAX_REASON = 1_000;

  /**
   * Who imports, and why.
   *
   * @param actor 1 to 255 code points
   * @param reason 1 to 1,000 code points
   */
  record By(String actor, String reason) {

    By {
      Text.required("actor", actor, MAX_ACTOR);
      Text.required("reason", reason, MAX_REASON);
    }
  }

  private final Ledger ledger;
  private final ImportFile file;
  private final @Nullable ImportFile balances;
  private final By by;
  private final FactRef ref;

  HistoryImport(Ledger ledger, ImportFile file, @Nullable ImportFile balances, By by) {
    this.ledger = ledger;
    this.file = file;
    this.balances = balances;
    this.by = by;
    this.ref = FactRef.of(KIND, file.name());
  }

  ImportOutcome run() throws IOException {
    Digest digest = file.digest();
    Fact newest = newest(digest);
    if (newest != null && FINISHED.equals(newest.values().get(STATE))) {
      long entries = number(newest, ENTRIES);
      return new Imported(digest, entries, entries);
    }
    long before = newest == null ? ledger.newestEntry() : number(newest, AFTER);
    ImportedAccounts accounts = new ImportedAccounts(ledger, before);
    HistoryCheck check = new HistoryCheck(ledger, accounts, before);
    Refused wrong = wrong(check, digest, accounts);
    if (wrong != null) {
      return wrong;
    }
    Map<String, String> facts = new TreeMap<>();
    facts.put(DIGEST, digest.toString());
    facts.put(AFTER, Long.toString(before));
    facts.put(ENTRIES, Long.toString(check.entries()));
    facts.put("postings", Long.toString(check.postings()));
    if (newest == null) {
      begin(digest, facts);
    }
    accounts.openMissing();
    ImportOutcome outcome = post(digest, check.parts(), accounts);
    if (outcome instanceof Imported) {
      record(1, FINISHED, facts);
    }
    return outcome;
  }

  private @Nullable Refused wrong(HistoryCheck check, Digest digest, ImportedAccounts accounts)
      throws IOException {
    try {
      check.read(file, digest);
    } catch (ImportRefusal refusal) {
      return refusal.of(file.name());
    }
    return wrongBalance(accounts);
  }

  private void begin(Digest digest, Map<String, String> facts) {
    record(0, STARTED, facts);
    if (newest(digest) == null) {
      throw new IllegalStateException("the log does not say that " + ref + " began");
    }
  }

  /** What the log says of the file's name; refuses when it says it of another file. */
  private @Nullable Fact newest(Digest digest) {
    Fact newest = ledger.facts().newest(ref).orElse(null);
    String given = digest.toString();
    String known = newest == null ? given : newest.values().getOrDefault(DIGEST, "");
    if (!given.equals(known)) {
      throw new ImportRefusal(
          0, "file", "must be the one that was imported as " + file.name() + ", " + known, given);
    }
    return newest;
  }

  private @Nullable Refused wrongBalance(ImportedAccounts accounts) throws IOException {
    if (balances == null) {
      return null;
    }
    try {
      AssertedBalances.require(balances, accounts);
      return null;
    } catch (ImportRefusal refusal) {
      return refusal.of(balances.name());
    }
  }

  /** Another import of the same file may have said it first, which is as good. */
  private void record(int version, String state, Map<String, String> facts) {
    FactBuilder fact =
        LogRecords.ownFact(ref).from(version).by(by.actor, by.reason).with(STATE, state);
    facts.forEach(fact::with);
    ledger.facts().record(fact);
  }

  private ImportOutcome post(
      Digest digest, List<HistoryCheck.CheckedPart> parts, ImportedAccounts accounts)
      throws IOException {
    long posted = 0;
    long replayed = 0;
    try (ImportFile.Reading reading = file.read()) {
      HistoryReader reader = new HistoryReader(reading.rows(), accounts);
      for (HistoryCheck.CheckedPart checked : parts) {
        FilePart part = FilePart.next(reader);
        if (!part.digest().equals(checked.digest())) {
          throw new IOException(file.name() + " changed while it was imported");
        }
        if (!checked.isThere()) {
          List<Outcome> outcomes = ledger.postAtomically(part.entries());
          Refused why = refused(part, outcomes);
          if (why != null) {
            return new Stopped(why, posted);
          }
          replayed += outcomes.stream().filter(Outcome.Replayed.class::isInstance).count();
        } else {
          replayed += part.rows().size();
        }
        posted += part.rows().size();
      }
    } catch (ImportRefusal refusal) {
      throw new IOException(file.name() + " changed while it was imported", refusal);
    }
    return new Imported(digest, posted, replayed);
  }

  /** The one entry for which a part was refused. */
  private @Nullable Refused refused(FilePart part, List<Outcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Rejected(Rejection why)
          && !(why instanceof Rejection.GroupRefused)) {
        long line = part.rows().get(i).line();
        return new ImportRefusal(line, "entry", why.sentence(), why.code()).of(file.name());
      }
    }
    return null;
  }

  private static long number(Fact fact, String name) {
    return Long.parseLong(fact.values().getOrDefault(name, "0"));
  }
}
