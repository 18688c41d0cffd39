package org.ledgercore.approvals.requests;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * Who has to agree, and by when. Another version of a policy voids what was asked for under the one
 * before. Immutable.
 *
 * @param name 1 to 60 code points
 * @param version 1 upwards
 * @param levels what is asked from which amount on; the first one from zero
 * @param due when a decision is late
 * @param expires when it can no longer be made; not before it is late
 */
public record Policy(String name, int version, List<Level> levels, Duration due, Duration expires) {

  private static final int MAX_NAME = 60;

  /**
   * What is asked from an amount on.
   *
   * @param fromMinor in minor units of the request's currency
   * @param quorum how many people, 1 to 10
   * @param roles roles that must be among those they act by
   */
  public record Level(long fromMinor, int quorum, List<String> roles) {

    private static final int MAX_QUORUM = 10;

    public Level {
      roles = List.copyOf(roles);
      if (quorum < 1 || quorum > MAX_QUORUM || roles.size() > quorum) {
        throw new InvalidInputException(
            "quorum", "must be 1 to 10 and at least the number of roles", quorum);
      }
      if (fromMinor < 0) {
        throw new InvalidInputException("fromMinor", "must not be negative", fromMinor);
      }
    }
  }

  public Policy {
    Text.required("policy", name, MAX_NAME);
    levels = levels.stream().sorted(Comparator.comparingLong(Level::fromMinor)).toList();
    if (levels.isEmpty() || levels.getFirst().fromMinor() != 0) {
      throw new InvalidInputException("levels", "must begin at zero", levels.size());
    }
    if (version < 1 || due.isNegative() || expires.compareTo(due) < 0) {
      throw new InvalidInputException(
          "policy", "must have a version, and expire no earlier than it is due", name);
    }
  }

  /** One person, whatever the amount. */
  public static Policy onePerson(String name, int version, Duration due, Duration expires) {
    return new Policy(name, version, List.of(new Level(0, 1, List.of())), due, expires);
  }

  /** The same with more people from an amount on, roles that must be among them included. */
  public Policy from(long fromMinor, int quorum, String... roles) {
    List<Level> more = new java.util.ArrayList<>(levels);
    more.add(new Level(fromMinor, quorum, List.of(roles)));
    return new Policy(name, version, more, due, expires);
  }

  /** What is asked for an amount; for one that is not known, as much as for the greatest. */
  public Level level(Optional<Long> minor) {
    Level found = minor.isPresent() ? levels.getFirst() : levels.getLast();
    if (minor.isPresent()) {
      for (Level level : levels) {
        if (level.fromMinor() <= minor.get()) {
          found = level;
        }
      }
    }
    return found;
  }
}
