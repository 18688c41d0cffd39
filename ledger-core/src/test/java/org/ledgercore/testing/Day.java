package org.ledgercore.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.chart.NewAccount;

/**
 * A list of actions, done one after another to an empty model and an empty ledger.
 *
 * @param seed what it was made from
 * @param actions what is done
 */
public record Day(long seed, List<Action> actions) {

  private static final Duration SHRINKING = Duration.ofSeconds(40);

  public Day {
    actions = List.copyOf(actions);
  }

  /** The day of a seed, on a chart of its own making. */
  public static Day of(long seed) {
    return DaySource.day(seed);
  }

  /** The day of a seed, with so many commands on a given chart. */
  public static Day of(long seed, List<NewAccount> chart, int commands) {
    return DaySource.day(seed, chart, commands);
  }

  /** How many commands it sends. */
  public int commands() {
    return actions.stream().mapToInt(Action::commands).sum();
  }

  /**
   * Plays the day on PostgreSQL and on the model, then compares all they hold and checks the
   * invariants.
   *
   * @throws AssertionError with the seed and the shortest list of actions that still fails, in
   *     words and as Java
   */
  public void play() {
    play(new OutcomeCount());
  }

  /** The same, counting the outcomes. */
  public void play(OutcomeCount counted) {
    play(counted, ledger -> {});
  }

  /**
   * The same; in the end the ledger must bear out a claim of yours, which throws if it does not.
   */
  public void play(Consumer<Ledger> claim) {
    play(new OutcomeCount(), claim);
  }

  private void play(OutcomeCount counted, Consumer<Ledger> claim) {
    AssertionError failure = failure(counted, claim);
    if (failure != null) {
      boolean isThrown = failure.getCause() != null;
      Shrinker shrinker = new Shrinker(day -> day.fails(claim, isThrown), SHRINKING);
      Day shortest = shrinker.shortest(this);
      AssertionError last = shortest.failure(new OutcomeCount(), claim);
      AssertionError shown = last == null ? failure : last;
      throw new AssertionError(report(shown, shortest), shown);
    }
  }

  /** Whether it fails as well: by an exception like the first one, or without. */
  private boolean fails(Consumer<Ledger> claim, boolean byException) {
    AssertionError failure = failure(new OutcomeCount(), claim);
    return failure != null && (failure.getCause() != null) == byException;
  }

  /** What goes wrong on it; null when nothing does. */
  @Nullable AssertionError failure(OutcomeCount counted, Consumer<Ledger> claim) {
    try (TwinLedger twins = TwinLedger.fresh(counted)) {
      actions.forEach(twins::run);
      twins.compare();
      claim.accept(twins.ledger());
      return null;
    } catch (AssertionError failure) {
      return failure;
    } catch (RuntimeException e) {
      return new Disagreement("comparing", e);
    }
  }

  private String report(AssertionError failure, Day shortest) {
    return failure.getMessage()
        + "\nSeed "
        + seed
        + ". To play this day again:"
        + "\n  ./ledger test --properties --tries 1 --seed "
        + seed
        + "\nThe shortest list that still fails, "
        + shortest.actions.size()
        + " actions of "
        + actions.size()
        + ":\n"
        + shortest
        + "\nThe same as Java:\n\n"
        + JavaSource.of(shortest);
  }

  /** The day as a JUnit test in Java. */
  public String toJava() {
    return JavaSource.of(this);
  }

  /** The actions in words, one line each. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    for (Action action : actions) {
      lines.add("  " + (lines.size() + 1) + ". " + action.words());
    }
    return "day of seed " + seed + "\n" + String.join("\n", lines);
  }
}
