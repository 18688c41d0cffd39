package org.ledgercore.testing;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.facts.Fact;
import org.ledgercore.facts.Trail;
import org.ledgercore.holds.Hold;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.Money;

/** Compares what the rooms of a ledger know with the model: holds, facts, periods, subjects. */
final class RoomComparison {

  private static final int PAGE = 1_000;
  private static final String THROUGH = "closed_through";

  private final ModelLedger model;
  private final Ledger ledger;

  RoomComparison(ModelLedger model, Ledger ledger) {
    this.model = model;
    this.ledger = ledger;
  }

  void run() {
    compareHolds();
    model.facts().refs().forEach(this::compareVersions);
    comparePeriods();
    model.subjects().all().forEach((id, subject) -> compareSubject(id, subject));
    compareTrail();
  }

  private void compareHolds() {
    List<Long> open = new ArrayList<>();
    for (ModelPart expected : model.parts().holds()) {
      long id = expected.entry().number();
      String name = "hold " + id;
      Hold hold =
          ledger.holds().find(id).orElseThrow(() -> new Disagreement(name + " is not found"));
      Disagreement.unlessEqual("state of " + name, expected.state(), hold.state().name());
      Disagreement.unlessEqual("last change of " + name, expected.by(), hold.changedBy());
      Disagreement.unlessEqual("expiry of " + name, expected.expiresAt(), hold.expiresAt());
      List<Long> left = hold.remaining().stream().map(Money::minor).toList();
      Disagreement.unlessEqual("what is left of " + name, expected.left(), left);
      if (expected.isOpen()) {
        open.add(id);
      }
    }
    List<Long> found = ledger.holds().open(PAGE).stream().map(Hold::id).sorted().toList();
    Disagreement.unlessEqual("open holds", open, found);
    Optional<Long> oldest = ledger.holds().oldestOpen().map(Hold::id);
    Disagreement.unlessEqual("oldest open hold", open.stream().findFirst(), oldest);
  }

  private void compareVersions(FactRef ref) {
    List<ModelFacts.Version> versions = model.facts().of(ref);
    List<Fact> history = ledger.facts().history(ref);
    List<Long> numbers = versions.stream().map(ModelFacts.Version::number).toList();
    Disagreement.unlessEqual(
        "versions of " + ref, numbers, history.stream().map(it -> it.record().number()).toList());
    for (int i = 0; i < history.size(); i++) {
      String name = "version " + (i + 1) + " of " + ref;
      Map<String, String> said = new HashMap<>(history.get(i).record().entry().metadata());
      said.keySet().retainAll(versions.get(i).said().keySet());
      Disagreement.unlessEqual(name, versions.get(i).said(), said);
      Disagreement.unlessEqual(name, i + 1, history.get(i).version());
    }
    Optional<Fact> then = ledger.facts().asOf(ref, numbers.getLast() - 1);
    Disagreement.unlessEqual(
        "version before the newest of " + ref,
        numbers.size() - 1,
        then.map(Fact::version).orElse(0));
  }

  private void comparePeriods() {
    Optional<LocalDate> closed = Optional.ofNullable(model.days().closedThrough());
    Disagreement.unlessEqual("closed through", closed, ledger.periods().closedThrough());
    for (Fact fact : ledger.periods().history()) {
      if (!fact.values().containsKey("open_from")) {
        String name = "period closed by entry " + fact.record().number();
        Disagreement.unlessEqual(name + " is sealed", true, ledger.periods().isSealed(fact));
        compareTotals(name, fact);
      }
    }
  }

  /** Debits and credits of each currency as the closing sealed them. */
  private void compareTotals(String name, Fact closing) {
    LocalDate through = LocalDate.parse(closing.values().getOrDefault(THROUGH, ""));
    SortedMap<String, BigInteger[]> sums = new TreeMap<>();
    for (ModelLedger.Recorded recorded : model.entries()) {
      boolean isIn = recorded.number() < closing.record().number();
      if (isIn && !recorded.day().isAfter(through) && recorded.entry().heldUntil() == null) {
        recorded
            .entry()
            .postings()
            .forEach(leg -> {
              BigInteger[] sum =
                  sums.computeIfAbsent(
                      leg.ref().currency(),
                      it -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
              int at = leg.signed() > 0 ? 0 : 1;
              sum[at] = sum[at].add(BigInteger.valueOf(leg.amount().minor()));
            });
      }
    }
    List<String> expected = new ArrayList<>();
    sums.forEach((code, sum) -> expected.add(code + " " + sum[0] + " " + sum[1]));
    String said = closing.values().getOrDefault("totals", "");
    List<String> told = new ArrayList<>(List.of(said.split("; ", -1)));
    told.removeIf(it -> it.isEmpty() || it.endsWith(" 0 0"));
    Disagreement.unlessEqual("totals of " + name, expected, told);
  }

  private void compareSubject(UUID id, ModelSubjects.Subject expected) {
    String name = "subject " + id;
    Disagreement.unlessEqual("values of " + name, expected.values(), ledger.subjects().values(id));
    for (String field : expected.proved()) {
      Disagreement.unlessEqual(
          "proof of " + field + " of " + name,
          !expected.isErased(),
          ledger.subjects().isProved(id, field));
    }
  }

  /** Every record that is not an entry of a caller's, facts of callers' among them. */
  private void compareTrail() {
    List<Long> expected =
        LongStream.rangeClosed(1, model.newestEntry())
            .boxed()
            .filter(it -> isRecord(model.journal().of(it)))
            .toList();
    List<Long> found = new ArrayList<>();
    long after = 0;
    for (List<Trail.Change> page = page(after); !page.isEmpty(); page = page(after)) {
      page.forEach(it -> found.add(it.record().number()));
      after = found.getLast();
    }
    Disagreement.unlessEqual("audit trail", expected, found);
  }

  private static boolean isRecord(ModelLedger.@Nullable Recorded entry) {
    return entry == null || entry.entry().fact() != null;
  }

  private List<Trail.Change> page(long after) {
    return ledger.trail().page(after, PAGE, model.newestEntry());
  }
}
