package org.ledgercore.reconciliation.runs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.reconciliation.breaks.Breaks;
import org.ledgercore.reconciliation.breaks.Opening;
import org.ledgercore.reconciliation.claims.Claiming;
import org.ledgercore.reconciliation.claims.Claims;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Matcher;
import org.ledgercore.reconciliation.matching.Rules;
import org.ledgercore.reconciliation.runs.Settling.Settled;
import org.ledgercore.reconciliation.store.Act;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * Runs the matcher on what is not taken yet and stores what it found. When somebody else takes one
 * of the items in between, nothing is stored and it runs again. Safe for many threads and
 * processes.
 */
public final class Runs {

  private static final int MAX_NAME = 255;
  private static final int TRIES = 20;

  private final ReconciliationStore store;
  private final ItemSource source;
  private final Breaks breaks;
  private final Claims claims;
  private final RunTable table;

  public Runs(ReconciliationStore store, ItemSource source, Breaks breaks) {
    this.store = store;
    this.source = source;
    this.breaks = breaks;
    this.claims = new Claims(store);
    this.table = new RunTable(store);
  }

  /**
   * What a run did.
   *
   * @param act its act
   * @param report what it found
   * @param settled what was stored
   */
  public record Done(long act, RunReport report, Settled settled) {}

  /**
   * A run done again.
   *
   * @param run the run as it is stored
   * @param report what was found now
   * @param isIdentical whether that is the same to the byte
   */
  public record Again(Run run, RunReport report, boolean isIdentical) {}

  /** What a run would find; nothing is posted or stored. */
  public RunReport dryRun(Inputs inputs) {
    return find(inputs, store.newestAct());
  }

  /** Runs, and stores what the settling makes of it; again and again while others are first. */
  public Done run(Inputs inputs, String author, Settling settling) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Done> done = attempt(inputs, author, settling);
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw new IllegalStateException(
        "others took items of " + inputs.account() + " " + TRIES + " times in a row");
  }

  /** The same once; empty when somebody else took one of the items in between. */
  public Optional<Done> attempt(Inputs inputs, String author, Settling settling) {
    return attempt(inputs, store.newestAct(), new Doing(author, settling));
  }

  /**
   * Who runs, and what becomes of what is found.
   *
   * @param author by whom
   * @param settling what becomes of it
   */
  public record Doing(String author, Settling settling) {
    public Doing {
      Text.required("author", author, MAX_NAME);
    }
  }

  /** The same on the claims of an act. */
  public Optional<Done> attempt(Inputs inputs, long knownAct, Doing doing) {
    RunReport report = find(inputs, knownAct);
    Settled settled = doing.settling().settle(report);
    Claims.By by = new Claims.By(Act.RUN, doing.author(), "");
    Claiming claiming =
        claims.take(
            settled.matches(),
            by,
            (connection, act) -> {
              table.insert(connection, act, report);
              Set<String> seen =
                  settled.breaks().stream().map(Opening::id).collect(Collectors.toSet());
              breaks.resolveUnseen(connection, act, inputs.account(), seen);
              breaks.open(connection, act, settled.breaks());
            });
    return claiming instanceof Claiming.Taken taken
        ? Optional.of(new Done(taken.act(), report, settled))
        : Optional.empty();
  }

  /**
   * Does a stored run again, on the claims that it knew.
   *
   * @throws InvalidInputException when these are not its rules
   */
  public Again replay(long act, Rules rules) {
    Run run = stored(act);
    if (!run.rules().equals(rules.toString())) {
      throw new InvalidInputException("rules", "must be those of run " + act, rules.version());
    }
    Inputs inputs = new Inputs(run.account(), run.files(), run.ledgerEntry(), rules);
    RunReport report = find(inputs, run.knownAct());
    return new Again(run, report, report.digest().equals(run.digest()));
  }

  /** The runs of an account, the newest first; all runs when it is empty. */
  public List<Run> all(String account) {
    return store.read(connection -> table.read(connection, account));
  }

  /** How each rule does, with what was undone. */
  public List<RuleFigures> ruleFigures() {
    return store.read(table::figures);
  }

  /**
   * The run of an act.
   *
   * @throws InvalidInputException when there is none
   */
  public Run stored(long act) {
    return all("").stream()
        .filter(each -> each.act() == act)
        .findFirst()
        .orElseThrow(() -> new InvalidInputException("run", "must be the act of a run", act));
  }

  /** The newest run of an account, which answers whether its statement is matched. */
  public Optional<Run> newest(String account) {
    return all(account).stream().findFirst();
  }

  private RunReport find(Inputs inputs, long knownAct) {
    Predicate<Item> taken = claims.taken(inputs.account(), knownAct);
    List<Item> items =
        source.items(inputs).stream()
            .filter(item -> item.account().equals(inputs.account()))
            .filter(taken.negate())
            .toList();
    return new RunReport(inputs, knownAct, Matcher.match(items, inputs.rules()));
  }
}
