package org.ledgercore.http.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import org.ledgercore.http.bench.BenchClient;
import org.ledgercore.http.bench.HttpBench;
import org.ledgercore.http.bench.ReleaseBench;

/**
 * {@code ledger bench http}: what the service costs.
 *
 * @param seconds how long each scenario lasts
 * @param connections how many connections the single calls use
 */
record BenchCommand(int seconds, int connections) {

  private static final String USAGE = "must be --seconds N or --connections N";
  private static final String RELEASE_USAGE = "must be --open N or --seconds N";
  private static final int OPEN_REQUESTS = 100_000;
  private static final int STRETCH = 5;
  private static final int FAILED = 1;

  static BenchCommand parse(List<String> arguments) {
    BenchCommand command = new BenchCommand(8, 64);
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (i + 1 == arguments.size()) {
        throw new UsageException(name + ": " + USAGE);
      }
      int value = number(name, arguments.get(i + 1));
      command =
          switch (name) {
            case "--seconds" -> new BenchCommand(value, command.connections);
            case "--connections" -> new BenchCommand(command.seconds, value);
            default -> throw new UsageException(name + ": " + USAGE);
          };
    }
    return command;
  }

  int run(PrintStream out) {
    try {
      new HttpBench(out, Main.class.getName(), seconds, connections).run();
      return 0;
    } catch (IOException | RuntimeException e) {
      System.err.println("The benchmark could not run: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /** Releases of payouts: {@code --open N} requests beside them, {@code --seconds N} a stretch. */
  static int release(List<String> arguments, PrintStream out) {
    int open = OPEN_REQUESTS;
    int seconds = STRETCH;
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      int value = number(arguments.get(i), arguments.get(i + 1));
      switch (arguments.get(i)) {
        case "--open" -> open = value;
        case "--seconds" -> seconds = value;
        default -> throw new UsageException(arguments.get(i) + ": " + RELEASE_USAGE);
      }
    }
    try {
      new ReleaseBench(out, open, seconds).run();
      return 0;
    } catch (IOException | SQLException | RuntimeException e) {
      System.err.println("The benchmark could not run: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /** The client's side, in a process of its own. */
  static int client(List<String> arguments, PrintStream out) {
    try {
      out.println(BenchClient.run(arguments));
      return 0;
    } catch (IOException | RuntimeException e) {
      System.err.println("The client failed: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static int number(String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(name + ": must be a positive number: " + text);
    }
    throw new UsageException(name + ": must be a positive number: " + text);
  }
}
