package org.ledgercore.http.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Entry point of the command line. Exit status 0: done; 1: something differed; 2: bad arguments.
 */
public final class Main {

  private static final int BAD_ARGUMENTS = 2;

  private Main() {}

  public static void main(String[] arguments) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(Arrays.asList(arguments), out));
  }

  private static int run(List<String> arguments, PrintStream out) {
    try {
      String command = arguments.isEmpty() ? "" : arguments.getFirst();
      List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
      return switch (command) {
        case "demo" -> DemoCommand.parse(rest).run(out);
        case "serve" -> ServeCommand.parse(rest, System.getenv()).run(out);
        case "bench" -> BenchCommand.parse(rest).run(out);
        case "bench-release" -> BenchCommand.release(rest, out);
        case "bench-client" -> BenchCommand.client(rest, out);
        default -> throw new UsageException("usage: ledger demo … or ledger serve …");
      };
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return BAD_ARGUMENTS;
    }
  }
}
