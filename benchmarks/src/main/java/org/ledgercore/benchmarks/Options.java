package org.ledgercore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param name which benchmark
 * @param rest what follows it without a name of its own
 * @param seconds how long each measured part lasts
 * @param accounts over how many accounts; empty for the benchmark's own number
 * @param db the server's JDBC URL; empty for an embedded one
 * @param quick whether it only has to show that everything works
 * @param json whether rows are JSON
 */
record Options(
    String name,
    List<String> rest,
    int seconds,
    Optional<Integer> accounts,
    Optional<String> db,
    boolean quick,
    boolean json) {

  /** The name that stands for all benchmarks. */
  static final String ALL = "all";

  private static final int SECONDS = 10;
  private static final int SECONDS_OF_ALL = 4;
  private static final int QUICK_SECONDS = 2;
  private static final int ROUNDS = 3;

  /** Reads the arguments behind {@code ./ledger bench}. */
  static Options parse(List<String> arguments) {
    return new Arguments(arguments).read();
  }

  /** How often the ledger and its ceiling take turns. */
  int rounds() {
    return quick ? 1 : ROUNDS;
  }

  /** The number of accounts asked for, or else this one. */
  int accountsOr(int usual) {
    return accounts.orElse(usual);
  }

  /** So much work, or a twentieth of it when it only has to show that everything works. */
  long scaled(long work) {
    return quick ? work / 20 : work;
  }

  /** The same for another benchmark. */
  Options named(String other) {
    return new Options(other, rest, seconds, accounts, db, quick, json);
  }

  /** The same over another number of accounts. */
  Options over(int other) {
    return new Options(name, rest, seconds, Optional.of(other), db, quick, json);
  }

  /** Walks over the arguments once. */
  private static final class Arguments {
    private final List<String> arguments;
    private int at;

    Arguments(List<String> arguments) {
      this.arguments = arguments;
    }

    Options read() {
      String name = "";
      List<String> rest = new ArrayList<>();
      Optional<Integer> seconds = Optional.empty();
      Optional<Integer> accounts = Optional.empty();
      Optional<String> db = Optional.empty();
      boolean quick = false;
      boolean json = false;
      while (at < arguments.size()) {
        String argument = arguments.get(at++);
        switch (argument) {
          case "--seconds" -> seconds = Optional.of(number(argument));
          case "--accounts" -> accounts = Optional.of(number(argument));
          case "--db" -> db = Optional.of(value(argument));
          case "--quick" -> quick = true;
          case "--json" -> json = true;
          default -> {
            if (argument.startsWith("--")) {
              throw new UsageException("there is no option " + argument);
            }
            if (name.isEmpty()) {
              name = argument;
            } else {
              rest.add(argument);
            }
          }
        }
      }
      int usual = quick ? QUICK_SECONDS : name.equals(ALL) ? SECONDS_OF_ALL : SECONDS;
      return new Options(name, List.copyOf(rest), seconds.orElse(usual), accounts, db, quick, json);
    }

    private String value(String option) {
      if (at == arguments.size()) {
        throw new UsageException(option + " needs a value");
      }
      return arguments.get(at++);
    }

    private int number(String option) {
      String value = value(option);
      try {
        int number = Integer.parseInt(value);
        if (number >= 1) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw new UsageException(option + " must be a whole number of at least 1: " + value);
      }
      throw new UsageException(option + " must be a whole number of at least 1: " + value);
    }
  }
}
