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
      if (arguments.isEmpty() || !arguments.getFirst().equals("demo")) {
        throw new UsageException("usage: ledger demo [--db jdbc:postgresql://…] [--keep DIR]");
      }
      return DemoCommand.parse(arguments.subList(1, arguments.size())).run(out);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return BAD_ARGUMENTS;
    }
  }
}
