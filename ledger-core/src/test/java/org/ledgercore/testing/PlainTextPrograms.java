package org.ledgercore.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * hledger and beancount as Debian packs them, to read what we export. The system property {@code
 * ledger.test.plaintext} says what to do: {@code auto} uses what is installed and says loudly what
 * is not, {@code install} installs it first (Debian, root), {@code required} fails without it.
 */
public final class PlainTextPrograms {

  /** The switch's name. */
  public static final String SWITCH = "ledger.test.plaintext";

  private static final int MINUTES = 5;

  private PlainTextPrograms() {}

  /** Whether the program can be run; said loudly when it cannot. */
  public static boolean isThere(String program, String debianPackage)
      throws IOException, InterruptedException {
    String mode = System.getProperty(SWITCH, "auto");
    if (!List.of("auto", "install", "required").contains(mode)) {
      throw new IllegalArgumentException(SWITCH + ": must be auto, install or required: " + mode);
    }
    if (onPath(program)) {
      return true;
    }
    if (mode.equals("install")) {
      run(List.of("apt-get", "install", "-y", "--no-install-recommends", debianPackage));
      return true;
    }
    String what =
        program
            + " is not installed: apt-get install "
            + debianPackage
            + ", or -D"
            + SWITCH
            + "=install";
    if (mode.equals("required")) {
      throw new IllegalStateException(what);
    }
    System.out.println(
        "*** NOT COMPARED WITH " + program.toUpperCase(java.util.Locale.ROOT) + " *** " + what);
    return false;
  }

  private static boolean onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Balances by account and currency that hledger computes, its assertions checked. */
  public static Map<String, String> hledgerBalances(Path file)
      throws IOException, InterruptedException {
    String csv = run(List.of("hledger", "-f", file.toString(), "bal", "-N", "--flat", "-O", "csv"));
    Map<String, String> balances = new TreeMap<>();
    for (String line : csv.lines().skip(1).toList()) {
      int middle = line.indexOf("\",\"");
      String account = line.substring(1, middle);
      String amounts = line.substring(middle + 3, line.length() - 1).replace("\"", "");
      for (String amount : amounts.split(", ")) {
        String[] parts = amount.split(" ");
        balances.put(account + " " + parts[1], parts[0]);
      }
    }
    return balances;
  }

  /** Balances by account and currency that beancount computes, its assertions checked. */
  public static Map<String, String> beancountBalances(Path file)
      throws IOException, InterruptedException {
    run(List.of("bean-check", "--no-cache", file.toString()));
    String query = "select account, currency, str(sum(number)) as n group by account, currency";
    String csv = run(List.of("bean-query", "--no-errors", "-f", "csv", file.toString(), query));
    Map<String, String> balances = new TreeMap<>();
    for (String line : csv.lines().skip(1).toList()) {
      // The program writes Decimal('1.00'): its own rendering would round.
      String[] parts = line.replaceAll("Decimal\\('|'\\)", "").split(",");
      balances.put(parts[0].strip() + " " + parts[1].strip(), parts[2].strip());
    }
    return balances;
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".txt");
    Path errors = Files.createTempFile("program", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("BEANCOUNT_DISABLE_LOAD_CACHE", "1");
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        String said = Files.readString(errors) + Files.readString(output);
        throw new AssertionError(command + " failed: " + said.lines().limit(30).toList());
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }
}
